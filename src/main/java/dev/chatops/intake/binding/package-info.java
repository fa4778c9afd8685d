/// Which channels work on which namespaces: what ChatChannels ask for and ChatWorkspaces grant.
///
/// Entry points: [dev.chatops.intake.binding.ChannelBinding], [dev.chatops.intake.binding.Reach].
/// Pure: no client, no clock.
@org.jspecify.annotations.NullMarked
package dev.chatops.intake.binding;
