package dev.chatops.intake.grammar;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a line is said.
///
/// @param namespaces those that may be meant
/// @param defaultNamespace the one that is meant when the line names none; null where a line must
///   name one, as in a direct message. A channel that works on one namespace has it as default
/// @param underCard whether the line stands under the card of a command, which may then go unnamed
/// @param open what the short ids of the unfinished commands of these namespaces begin; read under
///   a card only
public record Place(
    Set<String> namespaces,
    @Nullable String defaultNamespace,
    boolean underCard,
    Set<String> open) {
  public Place {
    namespaces = Set.copyOf(namespaces);
    open = Set.copyOf(open);
  }

  /// Whether a command is meant without its namespace being named, where no other namespace has it.
  /// What needs an approval must be named as soon as there is a choice.
  boolean implies(Command command) {
    return command.namespace().equals(defaultNamespace)
        && (namespaces.size() == 1 || !command.needsApproval());
  }
}
