package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelSpec.Announce;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.chat.Place;
import dev.chatops.chat.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the card of a command belongs: where it was asked, else where its namespace announces.
public final class Destination {

  private Destination() {}

  /// Empty where nobody in chat is to be told, at least not yet.
  ///
  /// @param channels that may be used, of the namespace
  public static Optional<Place> of(
      ChatCommand command, Delivery delivery, List<ChatChannel> channels) {
    Origin origin = command.getSpec().origin();
    if (origin != null) {
      return Optional.of(new Place(origin.workspace(), origin.channel(), thread(origin)));
    }
    if (delivery.workspace() != null && delivery.channel() != null) {
      return Optional.of(new Place(delivery.workspace(), delivery.channel(), null));
    }
    return channels.stream()
        .filter(channel ->
            channel.getSpec().announced().stream().anyMatch(kind -> matches(kind, command)))
        .min(Comparator.comparing(channel -> channel.getMetadata().getName()))
        .map(channel ->
            new Place(channel.getSpec().workspace(), channel.getSpec().channelId(), null));
  }

  /// A slash command has no message: its card is a message of its own.
  private static @Nullable String thread(Origin origin) {
    return origin.thread() == null ? origin.message() : origin.thread();
  }

  private static boolean matches(Announce kind, ChatCommand command) {
    State state = State.of(command);
    return switch (kind) {
      case APPROVALS -> state.severity() == Severity.WAITING || approved(command);
      case FAILURES -> state.failed();
      case ALL -> true;
    };
  }

  private static boolean approved(ChatCommand command) {
    return command.getStatus() != null
        && command.getStatus().conditions() != null
        && command.getStatus().conditions().stream().anyMatch(c -> c.type().equals("Approved"));
  }
}
