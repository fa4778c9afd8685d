package dev.chatops.action.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Observation;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The rollout of a Deployment whose controller has observed the current spec.
///
/// A condition from before our change is not evidence: the controller leaves
/// `ProgressDeadlineExceeded` standing when a rollback brings no progress at once, and copies
/// `ReplicaFailure` from ReplicaSets with the time that it has there.
final class DeploymentRollout {

  static Observation observe(Workload target) {
    PodCounts counts = PodCounts.ofDeployment(target);
    if (counts.isComplete()) {
      return counts.observation(target);
    }
    JsonNode progressing = target.condition("Progressing");
    if (progressing.path("reason").asText().equals("ProgressDeadlineExceeded")
        && isNews(progressing, target)) {
      long deadline = target.spec().path("progressDeadlineSeconds").asLong(600);
      return new Observation.Failed(
          Reason.ROLLOUT_FAILED,
          "%s made no progress for %d s: %s.".formatted(target.title(), deadline, counts.words()));
    }
    JsonNode failure = target.condition("ReplicaFailure");
    if (failure.path("status").asText().equals("True") && isNews(failure, target)) {
      String cause = failure.path("message").asText();
      return mayPass(cause, counts, target)
          ? Observation.InProgress.of(
              counts.updated(), counts.toUpdate(), counts.words() + "; waiting for room: " + cause)
          : new Observation.Failed(
              Reason.ROLLOUT_FAILED, target.title() + " cannot create pods: " + cause);
    }
    if (target.spec().path("paused").asBoolean()) {
      return Observation.InProgress.of(
          counts.updated(), counts.toUpdate(), counts.words() + "; the rollout is paused");
    }
    return counts.observation(target);
  }

  /// Old pods that the rollout is free to end make room in a quota. Nothing else heals by itself.
  private static boolean mayPass(String cause, PodCounts counts, Workload target) {
    return cause.contains("exceeded quota")
        && counts.surplus() > 0
        && counts.available() > counts.wanted() - maxUnavailable(target, counts.wanted());
  }

  private static long maxUnavailable(Workload target, long wanted) {
    JsonNode value = target.spec().at("/strategy/rollingUpdate/maxUnavailable");
    String text = value.asText();
    return text.endsWith("%")
        ? wanted * Long.parseLong(text.substring(0, text.length() - 1)) / 100
        : value.asLong();
  }

  private static boolean isNews(JsonNode condition, Workload target) {
    Optional<Instant> changed = markedAt(target);
    Optional<Instant> seen = time(condition.path("lastUpdateTime"));
    return changed.isEmpty() || seen.isEmpty() || !seen.get().isBefore(changed.get());
  }

  /// When the mark of the last command was written, by the clock of the API server.
  private static Optional<Instant> markedAt(Workload target) {
    return StreamSupport.stream(target.metadata().path("managedFields").spliterator(), false)
        .filter(
            entry -> entry.at("/fieldsV1/f:metadata/f:annotations").has("f:" + Group.LAST_COMMAND))
        .findFirst()
        .flatMap(entry -> time(entry.path("time")));
  }

  private static Optional<Instant> time(JsonNode text) {
    try {
      return Optional.of(Instant.parse(text.asText()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private DeploymentRollout() {}
}
