/// The chat gateway's own resources: connections to workspaces, and what is known of them and of
/// channels.
///
/// Each replica of the gateway keeps its own connection to each ChatWorkspace
/// ([dev.chatops.gateway.Workspaces]); the one that leads writes the status of ChatWorkspaces and
/// ChatChannels.
@org.jspecify.annotations.NullMarked
package dev.chatops.gateway;
