package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Workload;
import java.util.List;
import java.util.Optional;

/// The scale subresource of a kind of `apps/v1`, without asking for it: the API server makes it of
/// the object itself.
final class ScaleView {

  private static final List<String> IDENTITY =
      List.of("name", "namespace", "uid", "resourceVersion");

  private ScaleView() {}

  /// @return empty for a kind that has none, such as a DaemonSet
  static Optional<JsonNode> of(Workload workload) {
    JsonNode replicas = workload.spec().path("replicas");
    if (!replicas.isIntegralNumber()) {
      return Optional.empty();
    }
    ObjectNode scale = JsonNodeFactory.instance.objectNode();
    scale.put("apiVersion", "autoscaling/v1").put("kind", "Scale");
    scale.set("metadata", ((ObjectNode) workload.metadata()).deepCopy().retain(IDENTITY));
    ObjectNode spec = scale.putObject("spec");
    // As the API server writes it: a Scale leaves the zero out.
    if (replicas.asLong() != 0) {
      spec.set("replicas", replicas);
    }
    return Optional.of(scale);
  }
}
