package dev.chatops.definition;

import dev.chatops.policy.Definition;
import java.util.List;

/// What [DefinitionCatalogue#find] answers.
public sealed interface Lookup {

  /// @param uid of the AllowedCommand
  /// @param generation of the AllowedCommand that was compiled
  record Ready(Definition definition, String uid, long generation) implements Lookup {}

  /// It is there and cannot work as it stands.
  ///
  /// @param sentence says why, for people
  record NotReady(String sentence) implements Lookup {}

  /// @param nearest names of the namespace that may have been meant, best first
  record Missing(List<String> nearest) implements Lookup {}
}
