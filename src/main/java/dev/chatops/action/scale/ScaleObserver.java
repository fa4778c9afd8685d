package dev.chatops.action.scale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Observation;
import dev.chatops.action.Observer;
import dev.chatops.action.Workload;
import org.jspecify.annotations.Nullable;

/// Waits until there are as many replicas as asked for, and for the kinds of `apps/v1` until they
/// are ready. Other kinds are judged by their scale subresource alone.
public final class ScaleObserver implements Observer {

  @Override
  public String fingerprint(Workload target, @Nullable JsonNode scale) {
    return "replicas=" + wanted(target, scale);
  }

  @Override
  public Observation observe(Workload target, @Nullable JsonNode scale) {
    long wanted = wanted(target, scale);
    return target.apiVersion().equals("apps/v1")
        ? observeReady(target, wanted)
        : observeCount(scale == null ? target.json() : scale, wanted);
  }

  /// An absent number is 0 in a Scale and the default 1 in a workload.
  private static long wanted(Workload target, @Nullable JsonNode scale) {
    return scale == null
        ? target.spec().path("replicas").asLong(1)
        : scale.path("spec").path("replicas").asLong(0);
  }

  private static Observation observeReady(Workload target, long wanted) {
    // Once the controller has observed the spec, an absent number is 0.
    long present = target.status().path("replicas").asLong(0);
    long ready = target.status().path("readyReplicas").asLong(0);
    String message = "%d of %d replicas ready".formatted(Math.min(ready, wanted), wanted);
    if (target.isObserved() && present == wanted && ready == wanted) {
      return new Observation.Succeeded(message);
    }
    String surplus = present > wanted ? ", %d still to end".formatted(present - wanted) : "";
    JsonNode failure = target.condition("ReplicaFailure");
    String obstacle =
        present < wanted && failure.path("status").asText().equals("True")
            ? "; no more can be created: " + failure.path("message").asText()
            : "";
    return Observation.InProgress.of(Math.min(ready, wanted), wanted, message + surplus + obstacle);
  }

  private static Observation observeCount(JsonNode counted, long wanted) {
    // A kind that does not count its replicas never gets there: absent is not 0.
    long present = counted.path("status").path("replicas").asLong(-1);
    String message = "%d of %d replicas there".formatted(Math.max(present, 0), wanted);
    return present == wanted
        ? new Observation.Succeeded(message)
        : Observation.InProgress.of(Math.clamp(present, 0, wanted), wanted, message);
  }
}
