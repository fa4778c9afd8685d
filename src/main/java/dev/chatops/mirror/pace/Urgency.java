package dev.chatops.mirror.pace;

/// What goes first where not everything may go, most urgent first.
public enum Urgency {
  /// Somebody has to agree.
  WANTED,
  /// It has ended.
  TERMINAL,
  /// The first word about it.
  FIRST,
  /// How far it is.
  PROGRESS
}
