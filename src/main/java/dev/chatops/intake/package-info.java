/// From what a person does in chat to the object that asks for it: who they are, where they are,
/// what they mean, deterministic names, and what they are told at once.
///
/// Entry point: [dev.chatops.intake.Intake]. Sees `api`, `policy`, `chat` and `identity`, never the
/// operator side: both meet in the custom resources. Writes ChatCommands and CommandDecisions, and
/// nothing else; what it refuses is refused for people's sake, and the operator judges anew.
@org.jspecify.annotations.NullMarked
package dev.chatops.intake;
