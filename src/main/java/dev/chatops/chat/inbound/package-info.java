/// What people do in chat, as a platform delivers it, free of the platform's mark-up, and what they
/// are told at once.
///
/// Entry point: [dev.chatops.chat.inbound.Receiver]. An adapter turns its mark-up into a list of
/// [dev.chatops.chat.inbound.Piece]; nobody after it parses mark-up again. Reading the command is
/// the work of the intake.
@org.jspecify.annotations.NullMarked
package dev.chatops.chat.inbound;
