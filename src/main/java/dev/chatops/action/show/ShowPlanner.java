package dev.chatops.action.show;

import dev.chatops.action.Action;
import dev.chatops.action.Effect;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.ShowAction;
import dev.chatops.api.v1alpha1.ShowAction.View;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Says what will be shown. Nothing is written.
public record ShowPlanner(ShowAction action) implements Action {

  private static final Set<String> WITH_PODS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Pod");

  @Override
  public String verb() {
    return "show";
  }

  @Override
  public Target target() {
    return action.target();
  }

  /// What was saved may be gone, or in another namespace.
  @Override
  public Need need() {
    return action.shown() == View.BACKUPS ? Need.NO_TARGET : Need.NOTHING;
  }

  @Override
  public Planning plan(Facts facts) {
    Workload target = facts.target();
    if (action.shown() == View.LOGS && !WITH_PODS.contains(target.kind())) {
      return new Planning.Refused(
          Reason.TARGET_UNSUITABLE, target.title() + " has no pods of its own, so it has no log.");
    }
    Optional<String> wrong = LogSelection.problem(action);
    return wrong
        .<Planning>map(message ->
            new Planning.Refused(Reason.INVALID_ARGUMENTS, Excerpt.of(message, Excerpt.SENTENCE)))
        .orElseGet(() -> planned(target));
  }

  private Planning planned(Workload target) {
    String what = action.shown().name().toLowerCase(Locale.ROOT);
    return new Planning.Planned(
        new Plan(
            target.ref(),
            "%s of %s".formatted(what, target.title()),
            List.of(),
            what,
            new Effect.Nothing()));
  }
}
