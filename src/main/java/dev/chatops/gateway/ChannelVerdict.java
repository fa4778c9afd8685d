package dev.chatops.gateway;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.chat.ChannelState;
import dev.chatops.intake.binding.ChannelBinding;

/// Whether a ChatChannel can be used: what it is granted, what the service says of the channel, and
/// whether there is a connection. Pure.
///
/// @param stalled whether a person has to mend it
/// @param reason one word for the condition Ready
/// @param message one sentence that says what to mend
record ChannelVerdict(boolean ready, boolean stalled, String reason, String message) {

  private static final String ARCHIVED = "Archived";
  private static final String SCOPE_MISSING = "ScopeMissing";

  /// @param externalAllowed whether other organisations may read it
  /// @param said what the service says of it
  static ChannelVerdict of(
      ChatChannel channel,
      ChannelBinding binding,
      boolean externalAllowed,
      ChannelState said,
      boolean connected) {
    if (!binding.ready()) {
      return stalled(binding.reason(), binding.message());
    }
    String id = channel.getSpec().channelId();
    String workspace = channel.getSpec().workspace();
    ChannelState state = said == ChannelState.UNKNOWN ? toldBefore(channel) : said;
    if (state == ChannelState.SHARED_EXTERNALLY && !externalAllowed) {
      return stalled(
          ChannelBinding.SHARED_EXTERNALLY,
          "Other organisations read channel %s: bind one of your own, or set allowExternal in ChatWorkspace %s."
              .formatted(id, workspace));
    }
    return switch (state) {
      case NOT_A_MEMBER ->
          stalled(
              ChannelBinding.NOT_A_MEMBER,
              "The bot is not in channel %s: invite it there, or correct channelId.".formatted(id));
      case ARCHIVED ->
          stalled(ARCHIVED, "Channel %s is archived: restore it, or bind another.".formatted(id));
      case HIDDEN ->
          stalled(
              SCOPE_MISSING,
              "The app may not ask who reads channel %s: give it the scopes of the documentation and install it again."
                  .formatted(id));
      case USABLE, SHARED_EXTERNALLY, UNKNOWN -> {
        if (!connected) {
          yield waits(
              "WorkspaceNotReady",
              "ChatWorkspace %s is not connected; its own conditions say why."
                  .formatted(workspace));
        }
        yield state == ChannelState.UNKNOWN
            ? waits(
                "NotLookedAt",
                "It is not known yet who reads channel %s; it is asked again.".formatted(id))
            : new ChannelVerdict(true, false, binding.reason(), binding.message());
      }
    };
  }

  /// A gateway that has just begun knows less than the status.
  private static ChannelState toldBefore(ChatChannel channel) {
    String reason =
        channel.getStatus() == null
            ? ""
            : Condition.find(channel.getStatus().conditions(), "Ready")
                .map(Condition::reason)
                .orElse("");
    return switch (reason) {
      case "Ready" -> ChannelState.USABLE;
      case ChannelBinding.SHARED_EXTERNALLY -> ChannelState.SHARED_EXTERNALLY;
      case ChannelBinding.NOT_A_MEMBER -> ChannelState.NOT_A_MEMBER;
      case ARCHIVED -> ChannelState.ARCHIVED;
      case SCOPE_MISSING -> ChannelState.HIDDEN;
      default -> ChannelState.UNKNOWN;
    };
  }

  private static ChannelVerdict stalled(String reason, String message) {
    return new ChannelVerdict(false, true, reason, message);
  }

  private static ChannelVerdict waits(String reason, String message) {
    return new ChannelVerdict(false, false, reason, message);
  }
}
