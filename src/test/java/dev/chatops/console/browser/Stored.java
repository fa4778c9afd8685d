package dev.chatops.console.browser;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;

/// What an operator and a gateway leave behind, stored under their accounts.
final class Stored {

  private static final String API = "chatops.dev/v1alpha1";
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private Stored() {}

  /// A command of alice, with a status.
  static void command(TestNamespace where, String name, String definition, String status) {
    where.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec: {command: %s, reason: evening peak}
        """
            .formatted(name, definition));
    Cluster.asOperator()
        .genericKubernetesResources(API, "ChatCommand")
        .inNamespace(where.name())
        .withName(name)
        .subresource("status")
        .patch(MERGE, status(status));
  }

  static String waiting() {
    return """
    {"plan": {"digest": "d1", "summary": "replicas: 3 → 0 on deployment/web",
      "target": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "uid": "u"},
      "changes": [{"field": "replicas", "from": "3", "to": "0"}]},
     "conditions": [%s]}
    """
        .formatted(condition("Succeeded", "Unknown", "AwaitingApproval", "It waits."));
  }

  static String running() {
    return """
    {"startedAt": "%s", "progress": {"done": 2, "total": 5, "message": "2 of 5"},
     "conditions": [%s]}
    """
        .formatted(Instant.now(), condition("Succeeded", "Unknown", "Running", "2 of 5 replicas."));
  }

  static String ended(Instant at, Duration took, String reason) {
    String succeeded = reason.equals("Completed") ? "True" : "False";
    return """
    {"startedAt": "%s", "finishedAt": "%s", "conditions": [%s]}
    """
        .formatted(at.minus(took), at, condition("Succeeded", succeeded, reason, "It is over."));
  }

  static void workspace(String name, String spec, String status) {
    ofTheCluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatWorkspace
        metadata: {name: %s}
        spec: {slack: {%s}}
        """
            .formatted(name, spec));
    gateway()
        .genericKubernetesResources(API, "ChatWorkspace")
        .withName(name)
        .subresource("status")
        .patch(MERGE, status(status));
  }

  /// Applies what belongs to no namespace.
  static void ofTheCluster(String yaml) {
    Cluster.admin().resource(Manifests.parse(yaml)).serverSideApply();
  }

  /// @param conditions none where no gateway has looked at it
  static void channel(TestNamespace where, String name, String workspace, String... conditions) {
    where.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatChannel
        metadata: {name: %s}
        spec: {workspace: %s, channelId: C0123456789}
        """
            .formatted(name, workspace));
    if (conditions.length > 0) {
      gateway()
          .genericKubernetesResources(API, "ChatChannel")
          .inNamespace(where.name())
          .withName(name)
          .subresource("status")
          .patch(MERGE, status("{\"conditions\": [%s]}".formatted(String.join(",", conditions))));
    }
  }

  private static KubernetesClient gateway() {
    return Cluster.asServiceAccount("chatops-system", "chatops-gateway");
  }

  private static String status(String status) {
    return "{\"status\": " + status + "}";
  }

  static String condition(String type, String status, String reason, String message) {
    return """
    {"type": "%s", "status": "%s", "reason": "%s", "message": "%s",
     "lastTransitionTime": "%s", "observedGeneration": 1}
    """
        .formatted(type, status, reason, message, Instant.now().minus(Duration.ofMinutes(15)));
  }

  /// What has to be mended, in words.
  static String[] broken(String reason, String message) {
    return new String[] {
      condition("Ready", "False", reason, message), condition("Stalled", "True", reason, message)
    };
  }
}
