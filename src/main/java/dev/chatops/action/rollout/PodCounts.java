package dev.chatops.action.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Observation;
import dev.chatops.action.Workload;

/// The numbers of a rollout that its controller has observed. Kubernetes leaves zeros out, so an
/// absent one is 0.
///
/// @param noun what is counted, in the plural
/// @param toUpdate how many must have the new template
/// @param wanted how many must be available
/// @param surplus how many are there that must end
record PodCounts(
    String noun, long updated, long toUpdate, long available, long wanted, long surplus) {

  static PodCounts ofDeployment(Workload target) {
    JsonNode status = target.status();
    long wanted = target.spec().path("replicas").asLong(1);
    long updated = status.path("updatedReplicas").asLong();
    long surplus = status.path("replicas").asLong() - Math.min(updated, wanted);
    long available = status.path("availableReplicas").asLong();
    return new PodCounts("replicas", updated, wanted, available, wanted, surplus);
  }

  /// The pods below the partition keep the old template, on purpose.
  static PodCounts ofStatefulSet(Workload target) {
    JsonNode status = target.status();
    long wanted = target.spec().path("replicas").asLong(1);
    long partition = target.spec().at("/updateStrategy/rollingUpdate/partition").asLong();
    long available =
        Math.min(status.path("availableReplicas").asLong(), status.path("readyReplicas").asLong());
    return new PodCounts(
        "replicas",
        status.path("updatedReplicas").asLong(),
        Math.max(wanted - partition, 0),
        available,
        wanted,
        status.path("replicas").asLong() - wanted);
  }

  static PodCounts ofDaemonSet(Workload target) {
    JsonNode status = target.status();
    long wanted = status.path("desiredNumberScheduled").asLong();
    return new PodCounts(
        "pods",
        status.path("updatedNumberScheduled").asLong(),
        wanted,
        status.path("numberAvailable").asLong(),
        wanted,
        0);
  }

  Observation observation(Workload target) {
    return isComplete()
        ? new Observation.Succeeded(target.title() + ": " + words() + ".")
        : Observation.InProgress.of(updated, toUpdate, words());
  }

  boolean isComplete() {
    return updated >= toUpdate && available >= wanted && surplus <= 0;
  }

  String words() {
    String counts =
        "%d of %d %s updated, %d available".formatted(updated, toUpdate, noun, available);
    return surplus > 0 ? "%s, %d old still to end".formatted(counts, surplus) : counts;
  }
}
