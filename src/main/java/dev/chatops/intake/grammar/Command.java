package dev.chatops.intake.grammar;

import dev.chatops.policy.Definition;

/// A command of one namespace, as one person sees it.
///
/// @param runnable whether this person may run it here; one that they may not run is understood, so
///   that it can be refused by name or explained, but never offered
public record Command(String namespace, Definition definition, boolean runnable) {

  String name() {
    return definition.name();
  }

  boolean needsApproval() {
    return definition.spec().approval() != null;
  }
}
