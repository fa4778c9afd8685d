package dev.chatops.policy.approval;

import dev.chatops.api.v1alpha1.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One CommandDecision about the command in question.
///
/// @param id uid of the CommandDecision
/// @param definition the AllowedCommand that it says it is about
/// @param planDigest the plan that was looked at
/// @param at when the API server stored it
public record Vote(
    String id,
    String definition,
    Decision decision,
    @Nullable String planDigest,
    @Nullable String comment,
    Instant at,
    Voter voter) {}
