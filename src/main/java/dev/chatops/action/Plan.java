package dev.chatops.action;

import dev.chatops.api.v1alpha1.GitOpsOverride;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do: for people (summary, changes), for approvals (wanted), and for the cluster (effect).
///
/// Everything but the effect is the same at any time of planning, as long as the target is the
/// same.
///
/// @param summary one line, made fit by [Excerpt]
/// @param changes at most 16; more are left out
/// @param wanted the values to reach; part of the plan's digest
/// @param caution what speaks against it, in one sentence; part of the plan's digest
/// @param override who in Git owns what it changes on purpose, and all that it may take from there
public record Plan(
    TargetRef target,
    String summary,
    List<PlannedChange> changes,
    String wanted,
    Effect effect,
    @Nullable String caution,
    @Nullable GitOpsOverride override) {

  private static final int MOST_CHANGES = 16;

  public Plan {
    summary = Excerpt.of(summary, Excerpt.SENTENCE);
    changes = changes.stream().limit(MOST_CHANGES).toList();
  }

  /// A plan that nothing speaks against.
  public Plan(
      TargetRef target, String summary, List<PlannedChange> changes, String wanted, Effect effect) {
    this(target, summary, changes, wanted, effect, null, null);
  }

  /// The same in spite of who owns it in Git.
  public Plan inSpiteOf(GitOpsOverride override, String caution) {
    return new Plan(target, summary, changes, wanted, effect, caution, override);
  }

  /// A change with values made fit by [Excerpt]; an empty value counts as unset.
  public static PlannedChange change(String field, String from, String to) {
    return new PlannedChange(field, valueOrNull(from), valueOrNull(to));
  }

  private static @Nullable String valueOrNull(String value) {
    return value.isEmpty() ? null : Excerpt.of(value, Excerpt.VALUE);
  }
}
