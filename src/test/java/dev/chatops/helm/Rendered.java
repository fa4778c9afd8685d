package dev.chatops.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatops.testing.Kubectl;
import dev.chatops.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Objects as Helm or kustomize would install them, by kind and name.
record Rendered(Map<String, ObjectNode> objects) {

  private static final String STAMPING =
      "--api-versions=admissionregistration.k8s.io/v1/MutatingAdmissionPolicy";

  /// What Helm itself, or the template of an object for it, adds to what the manifests say.
  private static final Set<String> OF_HELM =
      Set.of("app.kubernetes.io/version", "helm.sh/chart", "helm.sh/resource-policy");

  static Rendered chart(String... arguments) {
    return parse(template(arguments).orFail().output());
  }

  static Rendered chartWithStamping(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add(STAMPING);
    return chart(all.toArray(String[]::new));
  }

  static Kubectl template(String... arguments) {
    var all = new ArrayList<>(List.of("template", "chatops-operator", ChartFiles.CHART.toString()));
    all.addAll(List.of(arguments));
    return helm(all.toArray(String[]::new));
  }

  /// As the manifests would be in another namespace than `chatops-system`.
  static Rendered manifests(String folder, String namespace) {
    String yaml = run("kubectl", "kustomize", "manifests/" + folder).orFail().output();
    return parse(yaml.replace("chatops-system", namespace));
  }

  static Kubectl helm(String... arguments) {
    return run("helm", arguments);
  }

  private static Kubectl run(String program, String... arguments) {
    var command = new ArrayList<>(List.of(program(program)));
    command.addAll(List.of(arguments));
    return Program.run(command);
  }

  /// Path of a program that is built with the local control plane.
  static String program(String name) {
    return Programs.FOLDER.resolve(name).toString();
  }

  private static final class Programs {
    static final Path FOLDER =
        Path.of(
            Program.run(List.of("tools/cluster/cluster", "bin"))
                .orFail()
                .output()
                .lines()
                .toList()
                .getLast());
  }

  private static Rendered parse(String yaml) {
    var objects = new TreeMap<String, ObjectNode>();
    try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      while (documents.hasNext()) {
        if (documents.next() instanceof ObjectNode object) {
          String name = object.path("kind").asText() + " " + object.at("/metadata/name").asText();
          if (objects.put(name, object) != null) {
            throw new AssertionError(name + " is rendered twice");
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(yaml, e);
    }
    return new Rendered(objects);
  }

  /// @param name kind and name, as in `ClusterRole chatops-viewer`
  JsonNode get(String name) {
    return objects.getOrDefault(name, JsonNodeFactory.instance.objectNode());
  }

  /// Without what only Helm says.
  Rendered withoutHelm() {
    for (ObjectNode object : objects.values()) {
      var metadata = (ObjectNode) object.path("metadata");
      for (String field : List.of("labels", "annotations")) {
        if (metadata.path(field) instanceof ObjectNode entries
            && entries.remove(OF_HELM).isEmpty()) {
          metadata.remove(field);
        }
      }
    }
    return this;
  }
}
