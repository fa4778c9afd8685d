package dev.chatops.action.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Observation;
import dev.chatops.action.Observer;
import dev.chatops.action.Workload;
import dev.chatops.action.template.PodTemplate;
import org.jspecify.annotations.Nullable;

/// Follows the rollout of the current pod template, as `kubectl rollout status` means to.
public final class RolloutObserver implements Observer {

  @Override
  public String fingerprint(Workload target, @Nullable JsonNode scale) {
    return PodTemplate.of(target).fingerprint();
  }

  @Override
  public Observation observe(Workload target, @Nullable JsonNode scale) {
    if (!target.isObserved()) {
      return Observation.InProgress.of(0, 1, "waiting for the controller of " + target.title());
    }
    return switch (target.kind()) {
      case "Deployment" -> DeploymentRollout.observe(target);
      case "StatefulSet" -> PodCounts.ofStatefulSet(target).observation(target);
      case "DaemonSet" -> PodCounts.ofDaemonSet(target).observation(target);
      default -> throw new IllegalArgumentException("no rollouts: " + target.title());
    };
  }
}
