package dev.chatops.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One policy or binding as `manifests/install` ships it.
record ShippedRule(String kind, String name, JsonNode spec) {

  static final Map<String, String> LABELS = Map.of("app.kubernetes.io/part-of", "chatops-operator");

  /// The files, on the class path beside this class.
  static final List<String> FILES = List.of();

  static List<ShippedRule> all() {
    return FILES.stream().map(ShippedRule::load).toList();
  }

  private static ShippedRule load(String file) {
    try (InputStream yaml = ShippedRule.class.getResourceAsStream(file)) {
      JsonNode rule = new YAMLMapper().readTree(yaml);
      return new ShippedRule(
          rule.path("kind").asText(), rule.at("/metadata/name").asText(), rule.path("spec"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How the live rules differ from this one; empty when they do not.
  Optional<String> finding(List<HasMetadata> live, Function<HasMetadata, JsonNode> specOf) {
    Optional<HasMetadata> mine =
        live.stream()
            .filter(r -> r.getKind().equals(kind) && r.getMetadata().getName().equals(name))
            .findFirst();
    if (mine.isEmpty()) {
      return Optional.of(kind + " " + name + " is missing. Apply the manifests again.");
    }
    return specOf.apply(mine.get()).equals(spec)
        ? Optional.empty()
        : Optional.of(
            kind + " " + name + " differs from what was shipped. Apply the manifests again.");
  }
}
