package dev.chatops.action.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.chatops.action.Action;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.action.ownership.FieldPath;
import dev.chatops.action.ownership.GitOpsOwner;
import dev.chatops.action.ownership.Touched;
import dev.chatops.action.patch.FencedPatch;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.ScaleAction;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sets an absolute number of replicas; a relative one is resolved while planning.
public record ScalePlanner(ScaleAction action) implements Action {

  private static final FieldPath FIELD = FieldPath.of("spec", "replicas");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,9}");

  /// The most that a definition can permit.
  private static final int MOST = 100_000;

  @Override
  public String verb() {
    return "scale";
  }

  @Override
  public Target target() {
    return action.target();
  }

  @Override
  public Need need() {
    return Need.AUTOSCALERS;
  }

  @Override
  public Planning plan(Facts facts) {
    Workload target = facts.target();
    JsonNode scale = facts.scale();
    if (!NUMBER.matcher(action.replicas()).matches()) {
      return new Planning.Refused(
          Reason.INVALID_ARGUMENTS,
          "%s is not a number of replicas: write 5, +2 or -2."
              .formatted(Excerpt.of(action.replicas(), 60)));
    }
    if (scale == null) {
      return new Planning.Refused(
          Reason.TARGET_UNSUITABLE, target.title() + " cannot be scaled: its kind has no scale.");
    }
    JsonNode replicas = scale.path("spec").path("replicas");
    // Absent is 0 in a Scale: Kubernetes leaves the zero out.
    long from = replicas.asLong(0);
    long to = resolve(from);
    return autoscaled(target, facts.autoscalers())
        .or(() -> controlled(target))
        .or(() -> outOfBounds(target, to))
        .or(() -> unchanged(target, from, to))
        .orElseGet(() ->
            GitOpsOwner.judge(
                facts,
                new Plan(
                    target.ref(),
                    "replicas: %d → %d on %s".formatted(from, to, target.title()),
                    List.of(Plan.change("replicas", Long.toString(from), Long.toString(to))),
                    "replicas=" + to,
                    FencedPatch.ofSubresource(scale)
                        .set("/spec/replicas", replicas, IntNode.valueOf((int) to))
                        .onScale()),
                new Touched(FIELD, "the replicas")));
  }

  private long resolve(long from) {
    long number = Long.parseLong(action.replicas());
    boolean relative = action.replicas().startsWith("+") || action.replicas().startsWith("-");
    return relative ? from + number : number;
  }

  private static Optional<Planning> autoscaled(Workload target, List<String> autoscalers) {
    return autoscalers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Planning.Refused(
                Reason.OWNED_BY_AUTOSCALER,
                "The replicas of %s are set by %s: change the minimum or maximum there."
                    .formatted(target.title(), String.join(", ", autoscalers))));
  }

  /// What controls a ReplicaSet always sets its number; what controls another kind may not.
  private static Optional<Planning> controlled(Workload target) {
    return target
        .controller()
        .filter(controller -> target.kind().equals("ReplicaSet"))
        .map(controller ->
            new Planning.Refused(
                Reason.TARGET_UNSUITABLE,
                "%2$s sets the replicas of %1$s and would undo the change: scale %2$s instead."
                    .formatted(target.title(), controller)));
  }

  private Optional<Planning> outOfBounds(Workload target, long to) {
    Integer min = action.min();
    Integer max = action.max();
    int fewest = min == null ? 0 : min;
    int most = max == null ? MOST : max;
    return to >= fewest && to <= most
        ? Optional.empty()
        : Optional.of(
            new Planning.Refused(
                Reason.INVALID_ARGUMENTS,
                "%s would have %d replicas; this command permits %d to %d."
                    .formatted(target.title(), to, fewest, most)));
  }

  private static Optional<Planning> unchanged(Workload target, long from, long to) {
    return from == to
        ? Optional.of(
            new Planning.Unchanged("%s has %d replicas already.".formatted(target.title(), to)))
        : Optional.empty();
  }
}
