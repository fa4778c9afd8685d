package dev.chatops.console.cluster;

/// What became of something that somebody wanted stored.
public sealed interface Outcome {

  /// It is stored; what follows is told by the card of the command.
  ///
  /// @param name of the command
  record Stored(String name) implements Outcome {}

  /// Nothing was stored, or what was does not count.
  ///
  /// @param sentence says why and what to do, for people
  record Refused(String sentence) implements Outcome {}
}
