package dev.chatops.intake.binding;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.chat.inbound.Source;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What commands that are said somewhere in chat reach.
///
/// @param namespaces those that may be meant; none where nothing is reached
/// @param defaultNamespace the one that is meant when a line names none; null where it must
/// @param names the ChatChannels behind it, as `namespace/name`; none in a direct message
/// @param why nothing is reached, in one sentence that says what to mend; empty else
public record Reach(
    Set<String> namespaces, @Nullable String defaultNamespace, Set<String> names, String why) {
  public Reach {
    namespaces = Set.copyOf(namespaces);
    names = Set.copyOf(names);
  }

  /// @param all ChatChannels that name this workspace
  /// @param labels of a namespace
  public static Reach of(
      Source source,
      ChatWorkspace workspace,
      Collection<ChatChannel> all,
      Function<String, Map<String, String>> labels) {
    return source.direct()
        ? direct(workspace, all, labels)
        : channel(source.channel(), workspace, all, labels);
  }

  public boolean nowhere() {
    return namespaces.isEmpty();
  }

  /// Whether no line has to name its namespace.
  public boolean single() {
    return namespaces.size() == 1 && defaultNamespace != null;
  }

  private static Reach channel(
      String id,
      ChatWorkspace workspace,
      Collection<ChatChannel> all,
      Function<String, Map<String, String>> labels) {
    List<ChatChannel> here =
        all.stream().filter(channel -> channel.getSpec().channelId().equals(id)).toList();
    if (here.isEmpty()) {
      return nothing(
          "This channel works on no namespace: create a ChatChannel with workspace %s and channelId %s in the namespace that it is for."
              .formatted(workspace.getMetadata().getName(), id));
    }
    List<ChatChannel> ready =
        here.stream().filter(channel -> judge(channel, workspace, here, labels).ready()).toList();
    if (ready.isEmpty()) {
      return nothing(judge(here.getFirst(), workspace, here, labels).message());
    }
    Set<String> namespaces = namespaces(ready);
    return new Reach(
        namespaces,
        namespaces.size() == 1
            ? namespaces.iterator().next()
            : ChannelBinding.grant(workspace, id)
                .flatMap(grant -> Optional.ofNullable(grant.defaultNamespace()))
                .filter(namespaces::contains)
                .orElse(null),
        ready.stream()
            .map(each -> each.getMetadata().getNamespace() + "/" + each.getMetadata().getName())
            .collect(Collectors.toSet()),
        "");
  }

  /// Where direct messages are granted, whatever a channel of the workspace works on may be named.
  private static Reach direct(
      ChatWorkspace workspace,
      Collection<ChatChannel> all,
      Function<String, Map<String, String>> labels) {
    String name = workspace.getMetadata().getName();
    if (!workspace.getSpec().takesDirectMessages()) {
      return nothing(
          "Commands are taken in channels only: ask there. (ChatWorkspace %s does not set directMessages.)"
              .formatted(name));
    }
    Set<String> namespaces =
        namespaces(
            all.stream()
                .filter(channel -> judge(channel, workspace, all, labels).ready())
                .toList());
    return new Reach(
        namespaces,
        null,
        Set.of(),
        namespaces.isEmpty() ? "No channel of %s works on a namespace yet.".formatted(name) : "");
  }

  private static ChannelBinding judge(
      ChatChannel channel,
      ChatWorkspace workspace,
      Collection<ChatChannel> all,
      Function<String, Map<String, String>> labels) {
    return ChannelBinding.asStored(
        channel, workspace, labels.apply(channel.getMetadata().getNamespace()), all);
  }

  private static Set<String> namespaces(List<ChatChannel> channels) {
    return channels.stream()
        .map(channel -> channel.getMetadata().getNamespace())
        .collect(Collectors.toSet());
  }

  private static Reach nothing(String why) {
    return new Reach(Set.of(), null, Set.of(), why);
  }
}
