package dev.chatops.policy;

/// What [Definition#bind] answers.
public sealed interface Binding {

  record Bound(Arguments arguments) implements Binding {}

  /// The arguments do not fit the parameters.
  ///
  /// @param message one sentence, at most 256 characters, free of control and invisible characters
  record Misfit(String message) implements Binding {}
}
