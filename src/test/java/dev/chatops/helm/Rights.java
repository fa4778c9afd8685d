package dev.chatops.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Roles and bindings taken apart, one sentence for each right and for each holder of a role, so
/// that a difference names what is missing.
final class Rights {

  private Rights() {}

  /// `ClusterRole x may patch apps deployments/scale (any)`.
  static Set<String> grantedBy(Rendered rendered) {
    var rights = new TreeSet<String>();
    for (JsonNode role : rendered.objects().values()) {
      for (JsonNode rule : role.path("rules")) {
        if (name(role).contains("Role ")) {
          rights.addAll(rightsOf(name(role), rule));
        }
      }
    }
    return rights;
  }

  private static List<String> rightsOf(String role, JsonNode rule) {
    var rights = new ArrayList<String>();
    for (String verb : words(rule.path("verbs"))) {
      for (String url : words(rule.path("nonResourceURLs"))) {
        rights.add("%s may %s %s".formatted(role, verb, url));
      }
      for (String group : words(rule.path("apiGroups"))) {
        for (String resource : words(rule.path("resources"))) {
          List<String> names = words(rule.path("resourceNames"));
          for (String name : names.isEmpty() ? List.of("any") : names) {
            rights.add(
                "%s may %s %s/%s (%s)"
                    .formatted(role, verb, group.isEmpty() ? "core" : group, resource, name));
          }
        }
      }
    }
    return rights;
  }

  /// `ClusterRoleBinding x gives ClusterRole y to ServiceAccount namespace/z`.
  static Set<String> givenBy(Rendered rendered) {
    var holders = new TreeSet<String>();
    for (JsonNode binding : rendered.objects().values()) {
      for (JsonNode subject : binding.path("subjects")) {
        holders.add(
            "%s gives %s %s to %s %s/%s"
                .formatted(
                    name(binding),
                    binding.at("/roleRef/kind").asText(),
                    binding.at("/roleRef/name").asText(),
                    subject.path("kind").asText(),
                    subject.path("namespace").asText(),
                    subject.path("name").asText()));
      }
    }
    return holders;
  }

  private static String name(JsonNode object) {
    String namespace = object.at("/metadata/namespace").asText();
    return object.path("kind").asText()
        + " "
        + (namespace.isEmpty() ? "" : namespace + "/")
        + object.at("/metadata/name").asText();
  }

  private static List<String> words(JsonNode array) {
    var words = new ArrayList<String>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }
}
