package dev.chatops.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.Group;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// What the templates of all objects that commands make have in common.
record ObjectCheck(TemplateCheck templates) {
  static final String INVALID = "InvalidTemplate";

  /// Characters of JSON; the definition is kept in memory.
  private static final int LONGEST = 32_768;

  private static final Set<String> METADATA = Set.of("labels", "annotations");

  /// @return false where it is not worth to look further
  boolean size(JsonNode template, String place) {
    if (template.toString().length() <= LONGEST) {
      return true;
    }
    report(place, "is longer than " + LONGEST + " characters.");
    return false;
  }

  /// Name, namespace, owners and finalizers are not the author's to choose.
  void metadata(JsonNode object, String place) {
    JsonNode metadata = object.path("metadata");
    if (!isObject(metadata, place + ".metadata")) {
      return;
    }
    known(metadata, METADATA, place + ".metadata");
    for (String map : METADATA) {
      String at = place + ".metadata." + map;
      if (isObject(metadata.path(map), at)) {
        metadata
            .path(map)
            .fieldNames()
            .forEachRemaining(key -> {
              if (key.startsWith(Group.NAME + "/")) {
                report(at, Excerpt.quoted(key) + " is the operator's own.");
              }
            });
      }
    }
  }

  /// Whether it is an object, or not there at all.
  boolean isObject(JsonNode node, String place) {
    boolean fits = node.isObject() || node.isMissingNode();
    if (!fits) {
      report(place, "must be an object.");
    }
    return fits;
  }

  /// Whether it is a list of objects, or not there at all.
  boolean areObjects(JsonNode node, String place) {
    boolean fits =
        node.isMissingNode() || (node.isArray() && node.valueStream().allMatch(JsonNode::isObject));
    if (!fits) {
      report(place, "must be a list of objects.");
    }
    return fits;
  }

  void known(JsonNode object, Set<String> members, String place) {
    object
        .fieldNames()
        .forEachRemaining(member -> {
          if (!members.contains(member)) {
            report(
                place,
                "%s may not stand here; only %s may."
                    .formatted(
                        Excerpt.quoted(member),
                        members.stream().sorted().collect(Collectors.joining(", "))));
          }
        });
  }

  /// Texts at any depth, in which arguments may be filled.
  void texts(JsonNode node, String place) {
    each(
        node,
        place,
        (text, at) -> {
          var _ = templates.filledAlways(text, at);
        });
  }

  /// Texts at any depth, in which no argument may be filled.
  void constants(JsonNode node, String place) {
    each(
        node,
        place,
        (text, at) -> {
          var _ = templates.constant(text, at);
        });
  }

  private static void each(JsonNode node, String place, BiConsumer<String, String> visitor) {
    if (node.isTextual()) {
      visitor.accept(node.asText(), place);
    }
    node.properties()
        .forEach(member -> each(member.getValue(), place + "." + member.getKey(), visitor));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      each(node.get(i), place + "[" + i + "]", visitor);
    }
  }

  void report(String place, String message) {
    templates.report(INVALID, place, message);
  }
}
