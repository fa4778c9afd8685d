package dev.chatops.chat;

/// What one message is for; at most one message has it. Platforms keep it beside the message where
/// they can, so that it can be found again.
///
/// @param subject uid of the command
/// @param purpose such as `card`; one command has few
public record MessageKey(String subject, String purpose) {}
