package dev.chatops.intake.token;

import dev.chatops.api.v1alpha1.Decision;
import java.time.Instant;

/// What the press of a button stands for.
public sealed interface Claim {

  /// From then on it stands for nothing.
  Instant expires();

  /// To decide about a command.
  ///
  /// @param command name of the ChatCommand
  /// @param digest of the plan that the card showed; empty where it showed none
  record Decide(
      String namespace,
      String command,
      String uid,
      Decision decision,
      String digest,
      Instant expires)
      implements Claim {}

  /// To say a line that was offered in answer to a message, or to fill in what it lacks. However
  /// often it is pressed it is one request: that of the message.
  ///
  /// @param user who was offered it, by their id on the platform
  /// @param intent of the message that was answered
  record Say(String line, String user, String intent, Instant expires) implements Claim {}
}
