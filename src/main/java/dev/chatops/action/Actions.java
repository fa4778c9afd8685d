package dev.chatops.action;

import dev.chatops.api.v1alpha1.ActionSpec;

/// Every action of this version, by its verb.
public final class Actions {

  /// @param filled exactly one member, every parameter substituted
  /// @throws IllegalArgumentException when it has no member
  public static Action of(ActionSpec filled) {
    throw new IllegalArgumentException("no action in " + filled);
  }

  /// @param verb as [Action#verb] gives it
  /// @throws IllegalArgumentException when there is no such action
  public static Observer observer(String verb) {
    throw new IllegalArgumentException("no action " + verb);
  }

  private Actions() {}
}
