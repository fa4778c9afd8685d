/// May it run, and with what? Definitions compiled from AllowedCommands, parameters, templates,
/// rules.
///
/// Entry point: [dev.chatops.policy.Definition]. Facts in, verdict out: no client, no clock, no
/// logger.
@org.jspecify.annotations.NullMarked
package dev.chatops.policy;
