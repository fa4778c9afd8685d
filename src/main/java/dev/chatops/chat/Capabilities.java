package dev.chatops.chat;

/// What a platform can do, read before a message is planned. What it cannot do is planned around,
/// never tried.
///
/// @param updates whether a message can be replaced in place
/// @param threads whether messages can be put under a message
/// @param whispers whether one person can be answered where everybody reads
/// @param buttons whether cards can carry buttons; else people answer in words
/// @param files whether files can be put beside a message
/// @param find whether a message can be found again by its key
public record Capabilities(
    boolean updates,
    boolean threads,
    boolean whispers,
    boolean buttons,
    boolean files,
    boolean find) {}
