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

  /// The files, on the class path beside this class. A test compares the list with the folder.
  static final List<String> FILES =
      List.of(
          "10.ValidatingAdmissionPolicy.chatcommands.yaml",
          "10.ValidatingAdmissionPolicyBinding.chatcommands.yaml",
          "11.ValidatingAdmissionPolicy.commanddecisions.yaml",
          "11.ValidatingAdmissionPolicyBinding.commanddecisions.yaml",
          "12.ValidatingAdmissionPolicy.allowedcommands.yaml",
          "12.ValidatingAdmissionPolicyBinding.allowedcommands.yaml",
          "13.ValidatingAdmissionPolicy.gitops.yaml",
          "13.ValidatingAdmissionPolicyBinding.gitops.yaml",
          "14.ValidatingAdmissionPolicy.ownership.yaml",
          "14.ValidatingAdmissionPolicyBinding.ownership.yaml",
          "15.ValidatingAdmissionPolicy.chatcommands-status.yaml",
          "15.ValidatingAdmissionPolicyBinding.chatcommands-status.yaml",
          "16.ValidatingAdmissionPolicy.status.yaml",
          "16.ValidatingAdmissionPolicyBinding.status.yaml",
          "17.ValidatingAdmissionPolicy.deletion.yaml",
          "17.ValidatingAdmissionPolicyBinding.deletion.yaml",
          "18.ValidatingAdmissionPolicy.chatidentities.yaml",
          "18.ValidatingAdmissionPolicyBinding.chatidentities.yaml",
          "19.ValidatingAdmissionPolicy.commandoutputs.yaml",
          "19.ValidatingAdmissionPolicyBinding.commandoutputs.yaml");

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
