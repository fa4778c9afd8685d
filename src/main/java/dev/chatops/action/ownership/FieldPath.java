package dev.chatops.action.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;
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

  /// @param text as [#toString] gives it
  static FieldPath parse(String text) {
    return new FieldPath(
        Stream.of(text.split("/", -1)).map(s -> s.replace("~1", "/").replace("~0", "~")).toList());
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

  /// The smallest parts of the field that a manager with these `fieldsV1` owns; a parent that it
  /// owns as one value stands for the field.
  Stream<FieldPath> ownedParts(JsonNode fieldsV1) {
    JsonNode node = fieldsV1;
    for (int depth = 0; depth < steps.size(); depth++) {
      JsonNode next = node.path(steps.get(depth));
      if (next.isMissingNode()) {
        return depth > 0 && node.isEmpty()
            ? Stream.of(new FieldPath(steps.subList(0, depth)))
            : Stream.of();
      }
      node = next;
    }
    return parts(node);
  }

  /// The dot stands for the field without its members.
  private Stream<FieldPath> parts(JsonNode node) {
    List<FieldPath> inner =
        node.propertyStream()
            .filter(member -> !member.getKey().equals("."))
            .flatMap(member -> step(member.getKey()).parts(member.getValue()))
            .toList();
    return inner.isEmpty() ? Stream.of(this) : inner.stream();
  }

  /// The steps between slashes, escaped as in a JSON pointer.
  @Override
  public String toString() {
    return steps.stream()
        .map(s -> s.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining("/"));
  }

  private FieldPath step(String step) {
    return new FieldPath(Stream.concat(steps.stream(), Stream.of(step)).toList());
  }
}
