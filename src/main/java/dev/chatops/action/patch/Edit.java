package dev.chatops.action.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.PatchOperation;
import dev.chatops.api.v1alpha1.PatchOperation.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The change of a `patch`, carried out on a copy; an `apply` is for the API server to carry out.
record Edit(PatchAction action) {

  /// What became of the copy.
  sealed interface Result {
    record Changed(ObjectNode object) implements Result {}

    /// @param why one sentence without a subject, such as `has no /spec/a to replace.`
    record Impossible(String why) implements Result {}
  }

  Result of(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    if (action.merge() != null) {
      merge(copy, action.merge());
      return new Result.Changed(copy);
    }
    for (PatchOperation operation : operations()) {
      if (!carriedOut(operation, JsonPointer.compile(operation.path()), copy)) {
        return new Result.Impossible(
            switch (operation.op()) {
              case ADD -> "has no place for " + operation.path() + ".";
              case REPLACE -> "has no " + operation.path() + " to replace.";
              case REMOVE -> "keeps " + operation.path() + ".";
              case TEST -> "has another " + operation.path() + " than this command is meant for.";
            });
      }
    }
    return new Result.Changed(copy);
  }

  /// Every value that is set or removed, as a JSON pointer, in the order of the definition.
  List<String> pointers() {
    ObjectNode values = action.merge() == null ? action.apply() : action.merge();
    if (values != null) {
      var found = new ArrayList<String>();
      leaves(JsonPointer.empty(), values, found);
      return List.copyOf(found);
    }
    return operations().stream()
        .filter(operation -> operation.op() != Op.TEST)
        .map(PatchOperation::path)
        .distinct()
        .toList();
  }

  /// Every value that must be what it is said to be, as a JSON pointer.
  List<String> tested() {
    return operations().stream()
        .filter(operation -> operation.op() == Op.TEST)
        .map(PatchOperation::path)
        .distinct()
        .toList();
  }

  private List<PatchOperation> operations() {
    return Objects.requireNonNullElse(action.json(), List.of());
  }

  private static void merge(ObjectNode object, ObjectNode change) {
    change
        .properties()
        .forEach(member -> {
          if (member.getValue() instanceof ObjectNode inner) {
            ObjectNode there =
                object.get(member.getKey()) instanceof ObjectNode known
                    ? known
                    : object.putObject(member.getKey());
            merge(there, inner);
          } else {
            object.set(member.getKey(), member.getValue());
          }
        });
  }

  private static void leaves(JsonPointer at, JsonNode node, List<String> found) {
    if (!node.isObject()) {
      found.add(at.toString());
    }
    node.properties()
        .forEach(member -> leaves(at.appendProperty(member.getKey()), member.getValue(), found));
  }

  private static boolean carriedOut(PatchOperation operation, JsonPointer at, ObjectNode object) {
    JsonNode parent = object.at(at.head());
    JsonNode there = object.at(at);
    return switch (operation.op()) {
      case TEST -> Difference.same(there, Objects.requireNonNull(operation.value()));
      case REMOVE -> {
        remove(parent, at.last());
        yield true;
      }
      case REPLACE -> !there.isMissingNode() && put(parent, at.last(), operation.value(), false);
      case ADD -> put(parent, at.last(), operation.value(), true);
    };
  }

  private static boolean put(
      JsonNode parent, JsonPointer last, @Nullable JsonNode value, boolean insert) {
    JsonNode wanted = Objects.requireNonNull(value);
    if (parent instanceof ObjectNode object) {
      object.set(last.getMatchingProperty(), wanted);
      return true;
    }
    int index = last.getMatchingIndex();
    if (!(parent instanceof ArrayNode list) || index < 0 || index > list.size()) {
      return false;
    }
    var _ = insert ? list.insert(index, wanted) : list.set(index, wanted);
    return true;
  }

  /// What is not there needs not be removed.
  private static void remove(JsonNode parent, JsonPointer last) {
    if (parent instanceof ObjectNode object) {
      object.remove(last.getMatchingProperty());
    } else if (parent instanceof ArrayNode list) {
      list.remove(last.getMatchingIndex());
    }
  }
}
