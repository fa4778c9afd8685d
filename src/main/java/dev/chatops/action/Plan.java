package dev.chatops.action;

import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import java.util.List;

/// What to do: for people (summary, changes), for approvals (wanted), and for the cluster (effect).
///
/// @param wanted the values to reach, independent of the time of planning; part of the plan's
///   digest
/// @param expected [Observer#fingerprint] of the target once the effect is there
public record Plan(
    TargetRef target,
    String summary,
    List<PlannedChange> changes,
    String wanted,
    String expected,
    Effect effect) {}
