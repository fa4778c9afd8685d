package dev.chatops.action.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Plan;
import dev.chatops.action.ownership.FieldPath;
import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.output.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A value that two states of an object do not share. A list is one value.
///
/// @param path of members, at least one
/// @param from a missing node where it is not there
/// @param to a missing node where it is not there
record Difference(List<String> path, JsonNode from, JsonNode to) {

  /// Longest name of a field that people are shown.
  private static final int LONGEST_NAME = 255;

  /// What items of a list are told apart by, in the API of Kubernetes.
  private static final List<String> KEYS = List.of("type", "name");

  Difference {
    path = List.copyOf(path);
  }

  static List<Difference> between(JsonNode before, JsonNode after) {
    var found = new ArrayList<Difference>();
    collect(List.of(), before, after, found);
    return List.copyOf(found);
  }

  private static void collect(
      List<String> path, JsonNode before, JsonNode after, List<Difference> found) {
    if (same(before, after)) {
      return;
    }
    if (!before.isObject() || !after.isObject()) {
      found.add(new Difference(path, before, after));
      return;
    }
    var names = new TreeSet<String>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      List<String> inner = Stream.concat(path.stream(), Stream.of(name)).toList();
      collect(inner, before.path(name), after.path(name), found);
    }
  }

  /// Whether two values are one to Kubernetes: numbers are compared by what they are worth.
  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) ->
            a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.equals(b) ? 0 : 1,
        other);
  }

  String pointer() {
    JsonPointer pointer = JsonPointer.empty();
    for (String member : path) {
      pointer = pointer.appendProperty(member);
    }
    return pointer.toString();
  }

  FieldPath field() {
    return FieldPath.of(path.toArray(String[]::new));
  }

  /// Such as `spec.suspend`, or `metadata.annotations[argocd.argoproj.io/refresh]`.
  String title() {
    var title = new StringBuilder();
    for (String member : path) {
      if (member.startsWith("[")) {
        title.append(member);
      } else if (!member.matches("[A-Za-z0-9_-]+")) {
        title.append('[').append(member).append(']');
      } else {
        title.append(title.isEmpty() ? "" : ".").append(member);
      }
    }
    return Excerpt.of(title.toString(), LONGEST_NAME);
  }

  /// As people read it: of lists whose items have a name or a type, the items that differ.
  Stream<Difference> shown() {
    return KEYS.stream()
        .filter(key -> isKeyed(from, key) && isKeyed(to, key) && !(from.isEmpty() && to.isEmpty()))
        .findFirst()
        .map(this::items)
        .filter(items -> !items.isEmpty())
        .orElseGet(() -> List.of(this))
        .stream();
  }

  private List<Difference> items(String key) {
    return Stream.concat(from.valueStream(), to.valueStream())
        .map(item -> item.path(key).asText())
        .distinct()
        .map(name ->
            new Difference(
                Stream.concat(path.stream(), Stream.of("[" + name + "]")).toList(),
                item(from, key, name),
                item(to, key, name)))
        .filter(item -> !same(item.from(), item.to()))
        .toList();
  }

  private static boolean isKeyed(JsonNode list, String key) {
    return list.isMissingNode()
        || (list.isArray()
            && list.valueStream().allMatch(item -> item.path(key).isTextual())
            && list.valueStream().map(item -> item.path(key)).distinct().count() == list.size());
  }

  private static JsonNode item(JsonNode list, String key, String name) {
    return list.valueStream()
        .filter(item -> item.path(key).asText().equals(name))
        .findFirst()
        .orElseGet(MissingNode::getInstance);
  }

  /// What looks like a secret is taken out.
  PlannedChange change() {
    return Plan.change(title(), shown(from), shown(to));
  }

  String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "";
    }
    return value.isValueNode()
        ? Redaction.of(path.getLast(), value.asText())
        : Redaction.of(value.toString());
  }

  /// Whether it is, holds or held something of [PatchAction#PROGRAMS].
  boolean reachesPrograms() {
    return path.stream().anyMatch(PatchAction.PROGRAMS::contains)
        || holdsPrograms(from)
        || holdsPrograms(to);
  }

  private static boolean holdsPrograms(JsonNode node) {
    return node.propertyStream()
            .anyMatch(m -> PatchAction.PROGRAMS.contains(m.getKey()) || holdsPrograms(m.getValue()))
        || (node.isArray() && node.valueStream().anyMatch(Difference::holdsPrograms));
  }
}
