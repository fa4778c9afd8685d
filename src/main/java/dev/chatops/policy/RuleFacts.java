package dev.chatops.policy;

import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.api.v1alpha1.UserInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a rule may look at.
///
/// @param origin null when it was not asked in chat
/// @param labels of the target
/// @param summary the plan in one sentence
/// @param changes the fields that the plan changes
public record RuleFacts(
    Arguments arguments,
    UserInfo requester,
    @Nullable Origin origin,
    TargetRef target,
    Map<String, String> labels,
    String summary,
    List<PlannedChange> changes,
    Instant now) {}
