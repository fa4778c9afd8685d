package dev.chatops.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.Target;

/// The one write of a command.
public sealed interface Effect {

  /// A JSON Patch whose `test` operations fence it.
  ///
  /// @param onScale whether it goes to the scale subresource
  record Patch(boolean onScale, ArrayNode operations) implements Effect {}

  /// A new object under a name that is this command's alone: the API server stores a name once.
  record Create(ObjectNode object) implements Effect {
    public Target target() {
      return new Target(
          object.path("apiVersion").asText(),
          object.path("kind").asText(),
          object.path("metadata").path("name").asText());
    }
  }

  /// Nothing is written.
  record Nothing() implements Effect {}

  default boolean onScale() {
    return this instanceof Patch patch && patch.onScale();
  }
}
