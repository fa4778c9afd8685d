package dev.chatops.intake.binding;

import dev.chatops.api.v1alpha1.ChannelGrant;
import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelSpec;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.policy.Problem;
import dev.chatops.policy.selector.NamespaceSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether commands from a channel reach the namespace of a ChatChannel: only where its
/// ChatWorkspace grants it.
///
/// @param reason one word for the condition Ready
/// @param message one sentence that says what to mend
public record ChannelBinding(boolean ready, String reason, String message) {

  /// Reason of Ready where the platform says that other organisations read the channel. Nothing
  /// here can tell; who can writes it to the status.
  public static final String SHARED_EXTERNALLY = "SharedExternally";

  /// The same where the platform says that we are not in the channel.
  public static final String NOT_A_MEMBER = "NotAMember";

  private static final String READY = "Ready";

  /// @param workspace the one that the channel names; null where there is none
  /// @param namespaceLabels of the channel's namespace
  /// @param all ChatChannels, of whatever namespace
  public static ChannelBinding judge(
      ChatChannel channel,
      @Nullable ChatWorkspace workspace,
      Map<String, String> namespaceLabels,
      Collection<ChatChannel> all) {
    ChatChannelSpec spec = channel.getSpec();
    if (workspace == null) {
      return refused(
          "WorkspaceNotFound",
          "There is no ChatWorkspace " + spec.workspace() + ": create it, or name another.");
    }
    Optional<ChannelGrant> grant = grant(workspace, spec.channelId());
    if (grant.isEmpty()) {
      return refused(
          "NotGranted",
          "ChatWorkspace %s grants nothing to channel %s: add it to spec.channels there."
              .formatted(spec.workspace(), spec.channelId()));
    }
    var problems = new ArrayList<Problem>();
    var selector = NamespaceSelector.compile(grant.get().namespaceSelector(), problems::add);
    if (!problems.isEmpty()) {
      return refused(
          "InvalidGrant",
          "ChatWorkspace %s, channel %s: %s"
              .formatted(spec.workspace(), spec.channelId(), problems.getFirst().sentence()));
    }
    String namespace = channel.getMetadata().getNamespace();
    if (!selector.matches(namespaceLabels)) {
      return refused(
          "NotGranted",
          "ChatWorkspace %s does not grant channel %s to namespace %s: its namespaceSelector matches no label of it."
              .formatted(spec.workspace(), spec.channelId(), namespace));
    }
    Optional<ChatChannel> twin = all.stream().filter(other -> isTwin(other, channel)).findFirst();
    return twin.isPresent()
        ? refused(
            "Duplicate",
            "ChatChannel %s binds the same channel to %s already: delete one of them."
                .formatted(twin.get().getMetadata().getName(), namespace))
        : new ChannelBinding(true, READY, "Commands reach " + namespace + ".");
  }

  /// The same, with what the platform said of the channel, as its status tells.
  static ChannelBinding asStored(
      ChatChannel channel,
      ChatWorkspace workspace,
      Map<String, String> namespaceLabels,
      Collection<ChatChannel> all) {
    ChannelBinding judged = judge(channel, workspace, namespaceLabels, all);
    if (!judged.ready()) {
      return judged;
    }
    return switch (told(channel)) {
      case NOT_A_MEMBER ->
          refused(
              NOT_A_MEMBER,
              "I am not in this channel and could not tell here what came of it: invite me, and send it again a few seconds later.");
      case SHARED_EXTERNALLY ->
          workspace.getSpec().externalAllowed()
              ? judged
              : refused(
                  SHARED_EXTERNALLY,
                  "Other organisations read this channel: ask in one of your own, or set allowExternal in ChatWorkspace "
                      + channel.getSpec().workspace()
                      + ".");
      default -> judged;
    };
  }

  /// Why its status says that it is not ready; empty where it does not say so.
  private static String told(ChatChannel channel) {
    return channel.getStatus() == null
        ? ""
        : Condition.find(channel.getStatus().conditions(), READY)
            .filter(ready -> ready.status() == ConditionStatus.FALSE)
            .map(Condition::reason)
            .orElse("");
  }

  static Optional<ChannelGrant> grant(ChatWorkspace workspace, String channelId) {
    return workspace.getSpec().grants().stream()
        .filter(grant -> grant.id().equals(channelId))
        .findFirst();
  }

  /// Of two that say the same in one namespace, the one whose name sorts first counts.
  private static boolean isTwin(ChatChannel other, ChatChannel channel) {
    return other.getMetadata().getNamespace().equals(channel.getMetadata().getNamespace())
        && other.getMetadata().getName().compareTo(channel.getMetadata().getName()) < 0
        && other.getSpec().workspace().equals(channel.getSpec().workspace())
        && other.getSpec().channelId().equals(channel.getSpec().channelId());
  }

  private static ChannelBinding refused(String reason, String message) {
    return new ChannelBinding(false, reason, message);
  }
}
