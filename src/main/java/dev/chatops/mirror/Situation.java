package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.AllowedCommandSpec.Reply;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.chat.Capabilities;
import dev.chatops.chat.Place;
import java.time.Instant;

/// Everything that decides what is said next about a command that has a place in chat.
///
/// @param delivery what was said so far, as far as is known
/// @param readers who reads what it printed
/// @param seen when this process saw it first
public record Situation(
    ChatCommand command,
    Delivery delivery,
    Place place,
    CardFacts facts,
    Reply readers,
    Calls calls,
    Capabilities capabilities,
    Instant seen,
    Instant now) {}
