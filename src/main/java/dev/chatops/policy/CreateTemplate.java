package dev.chatops.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/// Fills the object of `create`. It has passed [CreateCheck].
///
/// @param values of the parameters, those in use at least
record CreateTemplate(Parameters parameters, Map<String, String> values) {

  /// Members in which no parameter may stand.
  static final Set<String> FIXED = Set.of("apiVersion", "kind", "metadata");

  ObjectNode fill(ObjectNode template) {
    ObjectNode object = template.deepCopy();
    var texts = new TextFilling(parameters, values);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!FIXED.contains(member.getKey())) {
        member.setValue(texts.filled(member.getValue()));
      }
    }
    return object;
  }
}
