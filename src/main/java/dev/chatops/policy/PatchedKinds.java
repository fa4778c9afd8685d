package dev.chatops.policy;

import dev.chatops.api.v1alpha1.Group;
import dev.chatops.api.v1alpha1.Target;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which kinds `patch` may change. Of what is not listed, RBAC alone decides.
final class PatchedKinds {

  static final String APPS = "apps";

  /// By group: what is left where the rest is refused.
  private static final Map<String, Set<String>> ONLY =
      Map.of(
          "",
          Set.of("Node", "PersistentVolumeClaim", "Service"),
          APPS,
          Set.of("DaemonSet", "Deployment", "StatefulSet"),
          "batch",
          Set.of("CronJob", "Job"));

  private static final Map<String, String> NEVER =
      Map.of(
          "rbac.authorization.k8s.io",
          "rights are not given by commands.",
          "admissionregistration.k8s.io",
          "commands do not change what the API server refuses.",
          "apiextensions.k8s.io",
          "commands do not change what kinds there are.",
          Group.NAME,
          "commands do not change what commands are judged by.");

  private PatchedKinds() {}

  static String group(Target target) {
    String version = target.apiVersionOrDefault();
    return version.contains("/") ? version.split("/", 2)[0] : "";
  }

  /// Whether Kubernetes itself is the controller of the kind.
  static boolean isBuiltIn(Target target) {
    return ONLY.containsKey(group(target));
  }

  /// Why no command may change it; empty when one may.
  static Optional<String> refusal(Target target) {
    String group = group(target);
    String never = NEVER.get(group);
    if (never != null) {
      return Optional.of(never);
    }
    Set<String> only = ONLY.get(group);
    return only == null || only.contains(target.kind())
        ? Optional.empty()
        : Optional.of(
            "of %s, patch works on %s only."
                .formatted(
                    group.isEmpty() ? "the core group" : group,
                    String.join(", ", only.stream().sorted().toList())));
  }
}
