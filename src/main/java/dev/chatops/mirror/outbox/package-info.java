/// Follows ChatCommands and tells chat about them: one leader among the replicas of the gateway.
///
/// ```
/// informer ─▶ look ─▶ NextStep ─▶ Agenda ─▶ turn ─▶ NextStep ─▶ platform ─▶ status.delivery
///  unsettled          what?       when?             the latest             what was posted
/// ```
///
/// Entry point: [dev.chatops.mirror.outbox.Mirror]. What is said is decided by
/// [dev.chatops.mirror.NextStep], when by [dev.chatops.mirror.pace.Agenda]; both are pure. Here is
/// what has effects: a [dev.chatops.mirror.outbox.Term] holds everything that one leadership knows,
/// and is thrown away with it.
@org.jspecify.annotations.NullMarked
package dev.chatops.mirror.outbox;
