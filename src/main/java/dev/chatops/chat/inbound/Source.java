package dev.chatops.chat.inbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where something that a person did in chat comes from. Ids are the platform's own, never names.
///
/// @param platform such as `slack`
/// @param workspace our name of the connection, the name of a ChatWorkspace
/// @param team the organisation of the person as the platform tells it; null where it does not
/// @param channel where it was done; of a direct message, the conversation
/// @param direct whether that is a direct message to the bot
/// @param thread what it was said under; null for the channel itself
/// @param message the person's own message; null for what leaves none, such as a slash command
/// @param intent what makes it one of a kind on the platform, the same each time it is delivered
/// @param sentAt when the platform took it, as far as it says; else when it was received
/// @param cameAt when it was delivered to us, this time
public record Source(
    String platform,
    String workspace,
    @Nullable String team,
    String user,
    String channel,
    boolean direct,
    @Nullable String thread,
    @Nullable String message,
    String intent,
    Instant sentAt,
    Instant cameAt) {}
