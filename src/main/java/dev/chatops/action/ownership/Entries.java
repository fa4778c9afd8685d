package dev.chatops.action.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.Group;
import java.util.List;
import java.util.function.Predicate;

/// What `metadata.managedFields` say that somebody owns.
final class Entries {

  /// The `fieldsV1` of a manager.
  static List<JsonNode> of(JsonNode metadata, String manager) {
    return fields(metadata, manager::equals);
  }

  /// What commands took from its owner in Git and that it has not taken back.
  static List<JsonNode> overriding(JsonNode metadata) {
    return fields(
        metadata,
        manager -> manager.startsWith(Group.NAME + "-") && manager.endsWith(Group.OVERRIDING));
  }

  private static List<JsonNode> fields(JsonNode metadata, Predicate<String> manager) {
    return metadata
        .path("managedFields")
        .valueStream()
        .filter(entry -> manager.test(entry.path("manager").asText()))
        .map(entry -> entry.path("fieldsV1"))
        .toList();
  }

  private Entries() {}
}
