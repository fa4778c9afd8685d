/// Looks after AllowedCommands and FreezeWindows: says in their status whether they can work, finds
/// the definition of a command and compiles the windows that may freeze it.
///
/// Entry points: [dev.chatops.definition.AllowedCommandReconciler],
/// [dev.chatops.definition.DefinitionCatalogue], [dev.chatops.definition.FreezeWindowReconciler],
/// [dev.chatops.definition.FreezeCatalogue]. Writes nothing but the status of these two kinds.
@org.jspecify.annotations.NullMarked
package dev.chatops.definition;
