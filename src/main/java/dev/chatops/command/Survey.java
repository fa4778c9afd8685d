package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Action;
import dev.chatops.action.Facts;
import dev.chatops.action.Trial;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Collects the facts that a plan rests on.
final class Survey {

  /// An object that changes more often while it is looked at is given up.
  private static final int ATTEMPTS = 5;

  private final Targets targets;
  private final Writes writes;

  Survey(Targets targets) {
    this.targets = targets;
    this.writes = new Writes(targets);
  }

  /// @return empty when the target, or the scale subresource that the action needs, is not there
  /// @throws Targets.AccessDenied when the runner may not look
  Optional<Facts> of(Targets.Runner runner, Action action, Facts.Order order, Instant startedAt) {
    if (action.need() == Action.Need.NO_TARGET) {
      return Optional.of(facts(order, startedAt, Workload.named(action.target()), List.of()));
    }
    Workload target =
        (action.need() == Action.Need.NOTHING
                    || action.need() == Action.Need.REVISIONS
                    || action.need() == Action.Need.AUTOSCALERS
                ? targets.read(runner, action.source())
                : targets.readAs(runner, action.source()))
            .orElse(null);
    if (target == null) {
      return Optional.empty();
    }
    return switch (action.need()) {
      case NOTHING, NO_TARGET, RUNNERS_VIEW, SOURCE ->
          Optional.of(facts(order, startedAt, target, List.of()));
      case SOURCE_AND_TARGET ->
          Optional.of(
              facts(order, startedAt, target, List.of())
                  .with(place(runner, action.target()).orElse(null)));
      case RUNNERS_TRIAL -> tried(runner, action, facts(order, startedAt, target, List.of()));
      case REVISIONS ->
          Optional.of(
              facts(order, startedAt, target, targets.revisions(runner.namespace(), target)));
      case AUTOSCALERS ->
          targets
              .scale(runner, action.target(), target)
              .map(scale ->
                  new Facts(
                      order,
                      startedAt,
                      target,
                      scale,
                      targets.autoscalers(runner.namespace(), action.target()),
                      List.of()));
    };
  }

  /// Whether what the plan is made from belongs to no namespace.
  boolean isClusterWide(Action action) {
    return targets.isClusterWide(action.source());
  }

  /// Both are about the same state of the target.
  private Optional<Facts> tried(Targets.Runner runner, Action action, Facts read) {
    Facts facts = read;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      switch (writes.tryApply(runner, facts.target(), action.trial(), facts.commandUid())) {
        case Writes.Attempt.Applied(JsonNode after) -> {
          return Optional.of(facts.with(new Trial.Answer.Gives(new Workload(after))));
        }
        case Writes.Attempt.Refused(String message) -> {
          return Optional.of(facts.with(new Trial.Answer.Refused(message)));
        }
        case Writes.Attempt.Fenced() -> {
          Workload now = targets.readAs(runner, action.target()).orElse(null);
          if (now == null) {
            return Optional.empty();
          }
          facts = facts(facts.order(), facts.startedAt(), now, List.of());
        }
      }
    }
    return Optional.of(
        facts.with(
            new Trial.Answer.Refused(
                facts.target().title() + " changes all the time; send the command again.")));
  }

  private Optional<Workload> place(Targets.Runner runner, Target target) {
    return target.apiVersionOrDefault().equals("v1") && target.kind().equals("Namespace")
        ? targets.namespace(target.name())
        : targets.readAs(runner, target);
  }

  private static Facts facts(
      Facts.Order order, Instant startedAt, Workload target, List<JsonNode> revisions) {
    return new Facts(order, startedAt, target, null, List.of(), revisions);
  }
}
