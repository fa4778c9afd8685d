package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelSpec.Announce;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the channels of a namespace mean for its commands. Asked afresh each time.
final class Channels {

  private final KubernetesClient client;

  Channels(KubernetesClient client) {
    this.client = client;
  }

  /// Does it come from a channel that its definition names? What comes without chat is judged by
  /// `direct`, not here.
  ///
  /// @return one sentence; empty where nothing is to be said against it
  Optional<String> refusal(ChatCommand command, Definition definition) {
    Origin origin = command.getSpec().origin();
    List<String> names = definition.spec().onlyChannels();
    String namespace = command.getMetadata().getNamespace();
    if (origin == null
        || names.isEmpty()
        || names.stream().anyMatch(name -> isOf(namespace, name, origin))) {
      return Optional.empty();
    }
    return Optional.of(
        definition.name()
            + " may be asked for in "
            + String.join(", ", names)
            + " only (spec.channels): ask there.");
  }

  /// Whether some channel of a namespace announces such a command. Whether that one may be used is
  /// for the gateway to say.
  boolean announce(String namespace, Predicate<Announce> kind) {
    return client.resources(ChatChannel.class).inNamespace(namespace).list().getItems().stream()
        .anyMatch(channel -> channel.getSpec().announced().stream().anyMatch(kind));
  }

  private boolean isOf(String namespace, String name, Origin origin) {
    ChatChannel channel =
        client.resources(ChatChannel.class).inNamespace(namespace).withName(name).get();
    return channel != null
        && channel.getSpec().workspace().equals(origin.workspace())
        && channel.getSpec().channelId().equals(origin.channel());
  }
}
