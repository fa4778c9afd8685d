package dev.chatops.chat;

import org.jspecify.annotations.Nullable;

/// Where in chat. Ids are the platform's own.
///
/// @param workspace our name of the connection
/// @param thread null for the channel itself
public record Place(String workspace, String channel, @Nullable String thread) {}
