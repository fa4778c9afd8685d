package dev.chatops.action.pause;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.chatops.action.Action;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.action.ownership.FieldPath;
import dev.chatops.action.ownership.GitOpsOwner;
import dev.chatops.action.ownership.Touched;
import dev.chatops.action.patch.FencedPatch;
import dev.chatops.api.v1alpha1.PauseAction;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;
import java.util.Optional;

/// Sets `spec.paused` of a Deployment.
public record PausePlanner(PauseAction action, Wanted wanted) implements Action {

  private static final FieldPath FIELD = FieldPath.of("spec", "paused");

  /// The state to reach.
  public enum Wanted {
    PAUSED("pause", "is paused already"),
    RUNNING("resume", "is not paused");

    private final String verb;
    private final String already;

    Wanted(String verb, String already) {
      this.verb = verb;
      this.already = already;
    }
  }

  @Override
  public String verb() {
    return wanted.verb;
  }

  @Override
  public Target target() {
    return action.target();
  }

  @Override
  public Planning plan(Facts facts) {
    Workload target = facts.target();
    return unsuitable(target)
        .or(() -> unchanged(target))
        .orElseGet(
            () -> GitOpsOwner.judge(facts, change(facts), new Touched(FIELD, "spec.paused")));
  }

  private static Optional<Planning> unsuitable(Workload target) {
    return target.apiVersion().equals("apps/v1") && target.kind().equals("Deployment")
        ? Optional.empty()
        : Optional.of(
            new Planning.Refused(
                Reason.TARGET_UNSUITABLE,
                target.title() + " cannot be paused: only a Deployment of apps/v1 can."));
  }

  private Optional<Planning> unchanged(Workload target) {
    return paused(target).asBoolean() == isPause()
        ? Optional.of(new Planning.Unchanged("%s %s.".formatted(target.title(), wanted.already)))
        : Optional.empty();
  }

  private Plan change(Facts facts) {
    Workload target = facts.target();
    return new Plan(
        target.ref(),
        "%s rollouts of %s".formatted(wanted.verb, target.title()),
        List.of(
            Plan.change("spec.paused", Boolean.toString(!isPause()), Boolean.toString(isPause()))),
        "paused=" + isPause(),
        FencedPatch.marked(facts)
            .set("/spec/paused", paused(target), BooleanNode.valueOf(isPause()))
            .onTarget());
  }

  private boolean isPause() {
    return switch (wanted) {
      case PAUSED -> true;
      case RUNNING -> false;
    };
  }

  private static JsonNode paused(Workload target) {
    return target.spec().path("paused");
  }
}
