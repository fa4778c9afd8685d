package dev.chatops.action;

import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import java.util.List;

/// What to do: for people (summary, changes), for approvals (wanted), and for the cluster (effect).
///
/// Everything but the effect is the same at any time of planning, as long as the target is the
/// same.
///
/// @param summary one line, at most 256 characters
/// @param changes at most 16; values at most 512 characters
/// @param wanted the values to reach; part of the plan's digest
public record Plan(
    TargetRef target, String summary, List<PlannedChange> changes, String wanted, Effect effect) {

  public Plan {
    changes = List.copyOf(changes);
  }
}
