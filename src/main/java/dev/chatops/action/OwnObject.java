package dev.chatops.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.Group;
import org.apache.commons.codec.digest.DigestUtils;

/// An object that a command makes: its name and its marks. It has no owner, which could delete it
/// before its end was seen.
public final class OwnObject {

  private OwnObject() {}

  /// No two commands share one, and the API server stores it once.
  public static String name(Facts.Order order) {
    return "cc-" + order.commandUid();
  }

  /// Gives an object the marks of a command, and a name if it has none, last of all.
  public static void mark(ObjectNode object, Facts.Order order) {
    ObjectNode metadata = object.withObject("/metadata");
    if (!metadata.has("name")) {
      metadata.put("name", name(order));
    }
    metadata.withObject("/labels").put(Group.COMMAND_UID, order.commandUid());
    ObjectNode annotations = metadata.withObject("/annotations");
    annotations.put(Group.LAST_COMMAND, order.commandUid());
    annotations.put(Group.TEMPLATE, DigestUtils.sha256Hex(object.toString()));
  }

  /// What the object was made from; empty for one that no command made.
  public static String fingerprint(JsonNode object) {
    return object.path("metadata").path("annotations").path(Group.TEMPLATE).asText();
  }
}
