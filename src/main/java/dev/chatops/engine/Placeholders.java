package dev.chatops.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// `${name}` in the texts and names of members of a preset.
record Placeholders(Map<String, JsonNode> values) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Those that say what is saved or brought back; a definition must not say otherwise.
  private static final Set<String> NAMING = Set.of("${of}", "${from}", "${into}", "${source}");

  /// A text that is one placeholder becomes its value, whatever that is. A member whose name and
  /// value become the same is left out: nothing is mapped to itself.
  ObjectNode filled(ObjectNode object) {
    ObjectNode copy = JSON.objectNode();
    object
        .properties()
        .forEach(member -> {
          String name = filled(member.getKey());
          JsonNode value = filled(member.getValue());
          if (name.equals(member.getKey()) || !name.equals(value.asText())) {
            copy.set(name, value);
          }
        });
    return copy;
  }

  private JsonNode filled(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> filled(object);
      case ArrayNode array -> {
        ArrayNode copy = JSON.arrayNode();
        array.forEach(item -> copy.add(filled(item)));
        yield copy;
      }
      case TextNode text when values.containsKey(name(text.asText())) ->
          Objects.requireNonNull(values.get(name(text.asText())));
      case TextNode text -> TextNode.valueOf(filled(text.asText()));
      default -> node;
    };
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, JsonNode> value : values.entrySet()) {
      filled = filled.replace("${" + value.getKey() + "}", value.getValue().asText());
    }
    return filled;
  }

  private static String name(String text) {
    return text.startsWith("${") && text.endsWith("}") ? text.substring(2, text.length() - 1) : "";
  }

  /// Paths of members that say what is saved or brought back, and of those beside them, such as its
  /// kind.
  static List<List<String>> naming(JsonNode object) {
    var found = new ArrayList<List<String>>();
    naming(List.of(), object, found);
    return found;
  }

  private static void naming(List<String> path, JsonNode object, List<List<String>> found) {
    boolean named = object.propertyStream().anyMatch(member -> names(member.getValue()));
    object
        .properties()
        .forEach(member -> {
          List<String> inner = Members.within(path, member.getKey());
          JsonNode value = member.getValue();
          if (value.propertyStream().anyMatch(each -> NAMING.contains(each.getKey()))
              || (named && !value.isObject())) {
            found.add(inner);
          } else {
            naming(inner, value, found);
          }
        });
  }

  private static boolean names(JsonNode value) {
    return !value.isObject() && NAMING.stream().anyMatch(value.toString()::contains);
  }
}
