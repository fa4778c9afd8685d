package dev.chatops.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatops.api.v1alpha1.ParameterType;
import java.util.Map;
import java.util.Optional;

/// Fills the texts of a JSON value, and nothing else of it. They were found to be templates before.
///
/// @param values of the parameters, those in use at least
record TextFilling(Parameters parameters, Map<String, String> values) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// A copy with every text filled.
  JsonNode filled(JsonNode node) {
    return switch (node) {
      case TextNode text -> text(text.asText());
      case ObjectNode object -> filled(object);
      case ArrayNode array -> {
        ArrayNode copy = JSON.arrayNode();
        array.forEach(item -> copy.add(filled(item)));
        yield copy;
      }
      default -> node;
    };
  }

  ObjectNode filled(ObjectNode object) {
    ObjectNode copy = JSON.objectNode();
    object.properties().forEach(member -> copy.set(member.getKey(), filled(member.getValue())));
    return copy;
  }

  /// A text that is one parameter has the type of that parameter.
  private JsonNode text(String text) {
    Template template = Template.parse(text).orElseThrow();
    String filled = template.fill(values);
    Optional<ParameterType> type =
        template.whole().map(parameters::get).map(parameter -> parameter.declared().kind());
    if (type.filter(ParameterType.INTEGER::equals).isPresent()) {
      return LongNode.valueOf(Long.parseLong(filled));
    }
    return type.filter(ParameterType.BOOLEAN::equals).isPresent()
        ? BooleanNode.valueOf(Boolean.parseBoolean(filled))
        : TextNode.valueOf(filled);
  }
}
