package dev.chatops.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a plan may rest on.
///
/// @param order what is the same in every pass over the command
/// @param startedAt when the command starts, whole seconds
/// @param target what is there; for an action without a target, its kind and name alone; the source
///   where the plan is made from that
/// @param scale the target's scale subresource, read for scale actions only
/// @param autoscalers what scales the target by itself, such as `HorizontalPodAutoscaler web`, when
///   the action needs to know
/// @param revisions ReplicaSets or ControllerRevisions that the target owns, when the action needs
///   them
/// @param place the target beside the source; null where it is not there or not asked for
/// @param trial the answer to the action's trial, when it has one
public record Facts(
    Order order,
    Instant startedAt,
    Workload target,
    @Nullable JsonNode scale,
    List<String> autoscalers,
    List<JsonNode> revisions,
    @Nullable Workload place,
    Trial.@Nullable Answer trial) {

  public Facts(
      Order order,
      Instant startedAt,
      Workload target,
      @Nullable JsonNode scale,
      List<String> autoscalers,
      List<JsonNode> revisions) {
    this(order, startedAt, target, scale, autoscalers, revisions, null, null);
  }

  /// The same with the target beside the source.
  public Facts with(@Nullable Workload place) {
    return new Facts(order, startedAt, target, scale, autoscalers, revisions, place, trial);
  }

  /// The same with the answer to a trial.
  public Facts with(Trial.Answer trial) {
    return new Facts(order, startedAt, target, scale, autoscalers, revisions, place, trial);
  }

  /// @param commandUid the mark that the effect carries
  /// @param limit how long it may run
  /// @param kept how long what it leaves is kept
  /// @param overridesGitOps whether what Git owns may be changed
  public record Order(String commandUid, Duration limit, Duration kept, boolean overridesGitOps) {}

  public String commandUid() {
    return order.commandUid();
  }
}
