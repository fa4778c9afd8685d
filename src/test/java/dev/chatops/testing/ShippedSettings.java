package dev.chatops.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How the Java machine is set in the Deployment that is shipped, for processes that are started
/// without it.
public final class ShippedSettings {

  private static final Set<String> NAMES = Set.of("JDK_JAVA_OPTIONS", "MALLOC_ARENA_MAX");

  private ShippedSettings() {}

  /// Environment variables; the memory limit of the container stands in for that of the machine.
  public static Map<String, String> ofTheOperator() {
    JsonNode container =
        Manifests.tree(
                Manifests.read(Path.of("manifests/install/60.Deployment.chatops-operator.yaml")))
            .at("/spec/template/spec/containers/0");
    var settings = new TreeMap<String, String>();
    for (JsonNode variable : container.path("env")) {
      if (NAMES.contains(variable.path("name").asText())) {
        settings.put(variable.path("name").asText(), variable.path("value").asText());
      }
    }
    String limit = container.at("/resources/limits/memory").asText().replace("Mi", "m");
    settings.merge("JDK_JAVA_OPTIONS", "-XX:MaxRAM=" + limit, (a, b) -> a + " " + b);
    return settings;
  }
}
