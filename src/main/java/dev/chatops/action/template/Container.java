package dev.chatops.action.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.ownership.FieldPath;

/// A container or init container of a pod template.
///
/// @param list `containers` or `initContainers`
public record Container(String list, int index, JsonNode json) {

  public String name() {
    return json.path("name").asText();
  }

  public String image() {
    return json.path("image").asText();
  }

  /// JSON Pointer of a member, in an object with a pod template.
  public String pointer(String member) {
    return "/spec/template/spec/%s/%d/%s".formatted(list, index, member);
  }

  public FieldPath imageField() {
    return FieldPath.of("spec", "template", "spec", list).item(name()).field("image");
  }
}
