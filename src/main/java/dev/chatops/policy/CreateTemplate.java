package dev.chatops.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatops.api.v1alpha1.ParameterType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fills the object of `create`. It has passed [CreateCheck].
///
/// @param values of the parameters, those in use at least
record CreateTemplate(Parameters parameters, Map<String, String> values) {

  /// Members in which no parameter may stand.
  static final Set<String> FIXED = Set.of("apiVersion", "kind", "metadata");

  ObjectNode fill(ObjectNode template) {
    ObjectNode object = template.deepCopy();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!FIXED.contains(member.getKey())) {
        member.setValue(filled(member.getValue()));
      }
    }
    return object;
  }

  private JsonNode filled(JsonNode node) {
    return switch (node) {
      case TextNode text -> text(text.asText());
      case ObjectNode object -> {
        object.properties().forEach(member -> member.setValue(filled(member.getValue())));
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, filled(array.get(i)));
        }
        yield array;
      }
      default -> node;
    };
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
