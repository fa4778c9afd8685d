/// What people write, as a chat platform delivers it, free of the platform's mark-up.
///
/// An adapter turns its mark-up into a list of [dev.chatops.chat.inbound.Piece]; nobody after it
/// parses mark-up again. Reading the command is the work of the intake.
@org.jspecify.annotations.NullMarked
package dev.chatops.chat.inbound;
