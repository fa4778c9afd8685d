package dev.chatops.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The members of an object, those within included. A list is one value.
final class Members {

  private Members() {}

  /// Paths of all values that are no objects, or empty ones.
  static List<List<String>> of(ObjectNode object) {
    var found = new ArrayList<List<String>>();
    collect(List.of(), object, found);
    return found;
  }

  private static void collect(List<String> path, JsonNode node, List<List<String>> found) {
    if (!path.isEmpty() && (!node.isObject() || node.isEmpty())) {
      found.add(path);
    }
    node.properties()
        .forEach(member -> collect(within(path, member.getKey()), member.getValue(), found));
  }

  static List<String> within(List<String> path, String member) {
    return Stream.concat(path.stream(), Stream.of(member)).toList();
  }

  /// Objects become one, any other value takes the place of what was there.
  static void merge(ObjectNode object, ObjectNode more) {
    more.properties()
        .forEach(member -> {
          if (member.getValue() instanceof ObjectNode inner
              && object.get(member.getKey()) instanceof ObjectNode there) {
            merge(there, inner);
          } else {
            object.set(member.getKey(), member.getValue());
          }
        });
  }
}
