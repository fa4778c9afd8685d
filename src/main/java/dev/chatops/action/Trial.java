package dev.chatops.action;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A server-side apply without effect: what would the API server, which knows how the kind merges
/// its lists, make of these values?
///
/// @param values without naming the object
public record Trial(Effect.Part part, ObjectNode values) {

  /// What the API server says to it.
  public sealed interface Answer {

    /// @param object as it would be
    record Gives(Workload object) implements Answer {}

    /// @param message one or more sentences
    record Refused(String message) implements Answer {}
  }
}
