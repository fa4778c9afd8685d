package dev.chatops.action.pause;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Observation;
import dev.chatops.action.Observer;
import dev.chatops.action.Workload;
import org.jspecify.annotations.Nullable;

/// Waits until the Deployment's controller has seen the change. A rollout that goes on after a
/// resume is not followed.
public final class PauseObserver implements Observer {

  @Override
  public String fingerprint(Workload target, @Nullable JsonNode scale) {
    return "paused=" + isPaused(target);
  }

  @Override
  public Observation observe(Workload target, @Nullable JsonNode scale) {
    if (!target.isObserved()) {
      return Observation.InProgress.of(0, 1, "waiting for the controller of " + target.title());
    }
    return new Observation.Succeeded(
        isPaused(target)
            ? target.title() + " is paused: changes wait until it is resumed."
            : target.title() + " rolls out changes again.");
  }

  private static boolean isPaused(Workload target) {
    return target.spec().path("paused").asBoolean();
  }
}
