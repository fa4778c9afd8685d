/// What people decided about commands: reads CommandDecisions and tells each what became of it.
///
/// Entry points: [dev.chatops.decision.Decisions],
/// [dev.chatops.decision.CommandDecisionReconciler]. Whether a decision counts is judged where the
/// command is driven; nothing here decides.
@org.jspecify.annotations.NullMarked
package dev.chatops.decision;
