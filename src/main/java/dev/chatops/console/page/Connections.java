package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelSpec;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.SlackConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ways to chat that a person may see.
///
/// @param workspaces by name
/// @param workspacesHidden whether this person may not list them; then only the names are known
///   that channels name
/// @param hidden namespaces whose channels this person may not list
public record Connections(
    List<Workspace> workspaces, boolean workspacesHidden, List<String> hidden) {

  /// @param connection null where it is not known
  /// @param channels those of namespaces that this person sees
  public record Workspace(String name, @Nullable Connection connection, List<Channel> channels) {}

  /// @param service which one, such as `Slack T0123456789`
  /// @param way how messages come in
  /// @param lastEvent null where nothing has come in yet
  /// @param lastPost null where nothing was posted yet
  public record Connection(
      String service,
      String way,
      Health health,
      @Nullable Stamp lastEvent,
      @Nullable Stamp lastPost) {

    static Connection of(ChatWorkspace workspace) {
      var slack = workspace.getSpec().slack();
      var status = workspace.getStatus();
      return new Connection(
          "Slack " + slack.teamId(),
          slack.wanted() == SlackConnection.Mode.SOCKET ? "Socket Mode" : "HTTP",
          Health.of(
              status == null ? null : status.conditions(), workspace.getMetadata().getGeneration()),
          stamp(status == null ? null : status.lastEventAt()),
          stamp(status == null ? null : status.lastPostAt()));
    }

    private static @Nullable Stamp stamp(@Nullable Instant at) {
      return at == null ? null : Stamp.of(at);
    }
  }

  /// @param id on the platform
  /// @param announces which commands it is told of that did not come from chat
  public record Channel(String namespace, String name, String id, String announces, Health health) {

    static Channel of(ChatChannel channel) {
      var status = channel.getStatus();
      var announced = channel.getSpec().announced();
      return new Channel(
          channel.getMetadata().getNamespace(),
          channel.getMetadata().getName(),
          channel.getSpec().channelId(),
          announced.isEmpty()
              ? "nothing"
              : announced.stream().map(Channel::word).collect(Collectors.joining(", ")),
          Health.of(
              status == null ? null : status.conditions(), channel.getMetadata().getGeneration()));
    }

    private static String word(ChatChannelSpec.Announce announce) {
      return announce == ChatChannelSpec.Announce.ALL
          ? "every command"
          : announce.name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param workspaces empty where this person may not list them
  public static Connections of(
      Optional<List<ChatWorkspace>> workspaces, List<ChatChannel> channels, List<String> hidden) {
    var names = new TreeSet<String>();
    workspaces.ifPresent(all -> all.forEach(each -> names.add(each.getMetadata().getName())));
    channels.forEach(each -> names.add(each.getSpec().workspace()));
    var found = new ArrayList<Workspace>();
    for (String name : names) {
      found.add(
          new Workspace(
              name,
              workspaces.orElse(List.of()).stream()
                  .filter(each -> each.getMetadata().getName().equals(name))
                  .map(Connection::of)
                  .findFirst()
                  .orElse(null),
              channels.stream()
                  .filter(each -> each.getSpec().workspace().equals(name))
                  .map(Channel::of)
                  .sorted(Comparator.comparing(Channel::namespace).thenComparing(Channel::name))
                  .toList()));
    }
    return new Connections(found, workspaces.isEmpty(), hidden);
  }
}
