package dev.chatops.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.api.v1alpha1.Target;

/// The one write of a command.
public sealed interface Effect {

  /// A JSON Patch whose `test` operations fence it.
  ///
  /// @param part what of the target it is sent to
  record Patch(Part part, ArrayNode operations) implements Effect {}

  /// What an object is written through. A subresource keeps no annotations, so what is written to
  /// one is marked by the name of its field manager alone.
  enum Part {
    OBJECT,
    SCALE,
    STATUS
  }

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
    return this instanceof Patch patch && patch.part() == Part.SCALE;
  }
}
