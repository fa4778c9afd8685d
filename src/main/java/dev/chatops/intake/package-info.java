/// From what a person asks in chat to the object that asks for it: reading, deterministic names.
///
/// Sees `api`, `policy` and `chat`, never the operator side: both meet in the custom resources.
@org.jspecify.annotations.NullMarked
package dev.chatops.intake;
