package dev.chatops.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CustomResourceDefinitionsTest {

  private static final Path CRDS = Path.of("crds");

  @Test
  void committedFilesAreWhatTheRecordsSay() throws IOException {
    Map<String, String> generated = CustomResourceDefinitions.generate();
    if (Boolean.getBoolean("chatops.update")) {
      Files.createDirectories(CRDS);
      for (var file : generated.entrySet()) {
        Files.writeString(CRDS.resolve(file.getKey()), file.getValue());
      }
    }

    for (var file : generated.entrySet()) {
      assertThat(CRDS.resolve(file.getKey())).hasContent(file.getValue());
    }
    try (var files = Files.list(CRDS)) {
      assertThat(
              files
                  .map(f -> f.getFileName().toString())
                  .filter(f -> !f.startsWith("kustomization")))
          .containsExactlyInAnyOrderElementsOf(generated.keySet());
    }
  }

  @Test
  void everyStringListAndMapIsBoundedAndEveryFieldDescribed() throws IOException {
    var findings = new ArrayList<String>();
    for (var file : CustomResourceDefinitions.generate().entrySet()) {
      JsonNode crd = new YAMLMapper().readTree(file.getValue());
      JsonNode schema = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties");
      inspect(file.getKey() + " spec", schema.path("spec"), findings);
      inspect(file.getKey() + " status", schema.path("status"), findings);
    }
    assertThat(findings).isEmpty();
  }

  private static final Set<String> OUTSIDE = Set.of("matchLabels", "matchExpressions");

  private static void inspect(String path, JsonNode schema, List<String> findings) {
    String type = schema.path("type").asText();
    boolean intOrString = schema.path("x-kubernetes-int-or-string").asBoolean();
    if ((type.equals("string") || intOrString)
        && !schema.has("maxLength")
        && !schema.has("enum")
        && !schema.has("format")) {
      findings.add(path + " has no maxLength");
    }
    if (type.equals("array") && !schema.has("maxItems")) {
      findings.add(path + " has no maxItems");
    }
    if (schema.has("additionalProperties") && !schema.has("maxProperties")) {
      findings.add(path + " has no maxProperties");
    }
    for (var property : schema.path("properties").properties()) {
      if (!property.getValue().has("description")
          && OUTSIDE.stream().noneMatch(o -> path.contains(o) || property.getKey().equals(o))) {
        findings.add(path + "." + property.getKey() + " has no description");
      }
      inspect(path + "." + property.getKey(), property.getValue(), findings);
    }
    if (schema.has("items")) {
      inspect(path + "[]", schema.get("items"), findings);
    }
    if (schema.path("additionalProperties").isObject()) {
      inspect(path + "{}", schema.get("additionalProperties"), findings);
    }
  }
}
