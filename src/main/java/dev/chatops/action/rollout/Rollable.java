package dev.chatops.action.rollout;

import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Reason;
import java.util.Optional;
import java.util.Set;

/// Whether a change of the pod template would be rolled out.
public final class Rollable {

  private static final Set<String> KINDS = Set.of("Deployment", "StatefulSet", "DaemonSet");

  /// Empty when it would.
  public static Optional<Planning> refusal(Workload target) {
    return obstacle(target).map(o -> new Planning.Refused(Reason.TARGET_UNSUITABLE, o));
  }

  private static Optional<String> obstacle(Workload target) {
    String title = target.title();
    if (!target.apiVersion().equals("apps/v1") || !KINDS.contains(target.kind())) {
      return Optional.of(
          title + " has no rollouts: use a Deployment, StatefulSet or DaemonSet of apps/v1.");
    }
    if (target.metadata().hasNonNull("deletionTimestamp")) {
      return Optional.of(
          title + " is being deleted, so nothing would roll out: create it anew first.");
    }
    if (target.spec().path("paused").asBoolean()) {
      return Optional.of(title + " is paused, so nothing would roll out: resume it first.");
    }
    if (target.spec().path("updateStrategy").path("type").asText().equals("OnDelete")) {
      return Optional.of(
          title
              + " has the update strategy OnDelete, so nothing would roll out: change it to"
              + " RollingUpdate first.");
    }
    return Optional.empty();
  }

  private Rollable() {}
}
