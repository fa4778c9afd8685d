/// Looks after AllowedCommands and FreezeWindows: says in their status whether they can work, and
/// finds the definition of a command.
///
/// Entry points: [dev.chatops.definition.AllowedCommandReconciler],
/// [dev.chatops.definition.DefinitionCatalogue]. Writes nothing but the status of these two kinds.
@org.jspecify.annotations.NullMarked
package dev.chatops.definition;
