package dev.chatops.action.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;

/// A field as `metadata.managedFields` spells it.
///
/// @param steps such as `f:spec`, `f:replicas`
public record FieldPath(List<String> steps) {

  public FieldPath {
    steps = List.copyOf(steps);
  }

  public static FieldPath of(String... fields) {
    return new FieldPath(Stream.of(fields).map(f -> "f:" + f).toList());
  }

  public FieldPath field(String name) {
    return step("f:" + name);
  }

  /// The item with this name, in a list that is keyed by `name` alone.
  public FieldPath item(String name) {
    return step("k:{\"name\":" + TextNode.valueOf(name) + "}");
  }

  /// Whether a manager with these `fieldsV1` owns the field, a part of it, or, as one value, a
  /// parent of it.
  boolean ownedIn(JsonNode fieldsV1) {
    JsonNode node = fieldsV1;
    for (int depth = 0; depth < steps.size(); depth++) {
      JsonNode next = node.path(steps.get(depth));
      if (next.isMissingNode()) {
        return depth > 0 && node.isEmpty();
      }
      node = next;
    }
    return true;
  }

  private FieldPath step(String step) {
    return new FieldPath(Stream.concat(steps.stream(), Stream.of(step)).toList());
  }
}
