package dev.chatops.action;

import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.OutcomeRules;
import java.util.Optional;

/// An action that makes an object of a kind that says by itself what became of it.
public interface Making extends Action {

  /// What the states of the object mean.
  OutcomeRules outcome();

  /// Whose kind it is, where that is known here.
  default Optional<Engine> engine() {
    return Optional.empty();
  }
}
