package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Decision;

/// Makes what a press of a button is checked by: bound to the command, its plan and the decision.
@FunctionalInterface
public interface ButtonTokens {
  /// The same for the same command, plan and decision, so that a card stays the same.
  String token(ChatCommand command, Decision decision);
}
