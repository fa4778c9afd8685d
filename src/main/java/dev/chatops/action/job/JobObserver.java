package dev.chatops.action.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Observation;
import dev.chatops.action.Observer;
import dev.chatops.action.OwnObject;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Reason;
import org.jspecify.annotations.Nullable;

/// Waits until Kubernetes says that the Job is Complete or Failed. Every other condition, those
/// that announce an end included, means that it still runs.
public final class JobObserver implements Observer {

  @Override
  public String fingerprint(Workload target, @Nullable JsonNode scale) {
    return OwnObject.fingerprint(target.json());
  }

  @Override
  public Observation observe(Workload target, @Nullable JsonNode scale) {
    if (is(target, "Complete")) {
      return new Observation.Succeeded("the Job is complete.");
    }
    if (is(target, "Failed")) {
      return failed(target.condition("Failed"));
    }
    if (target.metadata().hasNonNull("deletionTimestamp")) {
      return new Observation.Failed(
          Reason.SUPERSEDED, target.title() + " was deleted before it had ended.");
    }
    return Observation.InProgress.of(0, 1, progress(target));
  }

  private static Observation failed(JsonNode condition) {
    return new Observation.Failed(
        Reason.JOB_FAILED,
        condition.path("reason").asText().equals("DeadlineExceeded")
            ? "The Job was stopped at its time limit."
            : "The Job failed: " + condition.path("message").asText() + ".");
  }

  private static String progress(Workload target) {
    long failed = target.status().path("failed").asLong(0);
    String again = failed == 0 ? "" : "; %d of its pods failed before".formatted(failed);
    if (target.spec().path("suspend").asBoolean()) {
      return "the Job is suspended" + again;
    }
    return (target.status().path("active").asLong(0) == 0
            ? "the Job waits for a pod"
            : "the Job runs")
        + again;
  }

  private static boolean is(Workload target, String condition) {
    return target.condition(condition).path("status").asText().equals("True");
  }
}
