package dev.chatops.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.testing.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/// The writes of one command by a bare client that knows beforehand what to write.
///
/// It writes what the operator wrote for a command like it, and asks, reads, checks and watches
/// nothing.
final class Floor {

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("chatops-operator")
          .withForce(true)
          .build();

  private final Stage stage;
  private final ObjectNode finished;
  private final ObjectNode running;

  /// @param ended a command that the operator completed
  Floor(Stage stage, GenericKubernetesResource ended) {
    this.stage = stage;
    this.finished =
        stage.floor().getKubernetesSerialization().convertValue(ended, ObjectNode.class).get("status").deepCopy();
    this.running = finished.deepCopy();
    running.remove("finishedAt");
    running.remove("expireHour");
    for (var condition : (ArrayNode) running.get("conditions")) {
      if (!condition.path("type").asText().equals("Authorized")) {
        ((ObjectNode) condition).put("status", "Unknown").put("reason", "Running");
      }
    }
  }

  void create(String name, int target) {
    stage.asker().resource(stage.twin(name, target)).create();
  }

  void start(String name) {
    status(name, running);
  }

  void scale(int target, long replicas) {
    GenericKubernetesResource item = item("apps/v1", "Deployment", Stage.target(target));
    stage
        .floor()
        .resource(item)
        .subresource("scale")
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\": \"add\", \"path\": \"/spec/replicas\", \"value\": %d}]".formatted(replicas));
  }

  void event(String name, String reason) {
    stage
        .floor()
        .resource(
            Manifests.parse(
                """
                apiVersion: v1
                kind: Event
                metadata: {name: %1$s.%2$s, namespace: %3$s}
                involvedObject:
                  {apiVersion: chatops.dev/v1alpha1, kind: ChatCommand, name: %1$s, namespace: %3$s}
                reason: Running
                message: "replicas: 1 → 2 on deployment/web-1: 2 of 2 replicas ready"
                type: Normal
                source: {component: chatops-operator}
                reportingComponent: chatops-operator
                count: 1
                """
                    .formatted(name, reason, stage.namespace().name())))
        .create();
  }

  void finish(String name) {
    status(name, finished);
  }

  private void status(String name, ObjectNode status) {
    GenericKubernetesResource item = item(Twin.GROUP + "/v1alpha1", "ChatCommand", name);
    item.setAdditionalProperty("status", status);
    stage
        .floor()
        .genericKubernetesResources(Twin.KIND)
        .inNamespace(stage.namespace().name())
        .resource(item)
        .subresource("status")
        .patch(APPLY, item);
  }

  private GenericKubernetesResource item(String apiVersion, String kind, String name) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(apiVersion)
        .withKind(kind)
        .withNewMetadata()
        .withName(name)
        .withNamespace(stage.namespace().name())
        .endMetadata()
        .build();
  }
}
