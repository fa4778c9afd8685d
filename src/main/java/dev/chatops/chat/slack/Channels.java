package dev.chatops.chat.slack;

import com.slack.api.model.Conversation;
import dev.chatops.chat.ChannelState;
import dev.chatops.chat.DeliveryFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Slack says of channels. Asked when an event says that something changed, and now and then:
/// events may get lost, and reach one replica only. For any thread.
final class Channels {

  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

  /// Slack takes 50 of these calls a minute.
  private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

  private static final Duration ASK_AGAIN_SOON = Duration.ofMinutes(1);

  private final WebApi api;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Set<String> news = ConcurrentHashMap.newKeySet();

  Channels(WebApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  private record Known(ChannelState state, Instant askAgain) {}

  /// An event said that something about it changed; what, Slack is asked.
  void changed(String channel) {
    news.add(channel);
  }

  boolean hasNews(String channel) {
    return news.contains(channel);
  }

  /// What it said last.
  ChannelState known(String channel) {
    Known before = known.get(channel);
    return before == null ? ChannelState.UNKNOWN : before.state();
  }

  ChannelState state(String channel, boolean afresh) {
    Known before = known.get(channel);
    boolean told = news.remove(channel); // what changes from here on is news again
    if (before != null && !afresh && !told && clock.instant().isBefore(before.askAgain())) {
      return before.state();
    }
    Optional<ChannelState> answer = ask(channel);
    if (answer.isEmpty() && told) {
      news.add(channel);
    }
    ChannelState state = answer.orElse(known(channel));
    known.put(
        channel,
        new Known(
            state,
            clock.instant().plus(state == ChannelState.USABLE ? ASK_AGAIN : ASK_AGAIN_SOON)));
    return state;
  }

  /// Empty where it does not say.
  private Optional<ChannelState> ask(String channel) {
    try {
      return Optional.of(
          state(
              api.call(methods -> methods.conversationsInfo(info -> info.channel(channel)))
                  .getChannel()));
    } catch (DeliveryFailure e) {
      Optional<ChannelState> state =
          switch (e) {
            case DeliveryFailure.Rejected no when no.reason().equals("channel_not_found") ->
                Optional.of(ChannelState.NOT_A_MEMBER);
            case DeliveryFailure.Unauthorised no when no.reason().equals("missing_scope") ->
                Optional.of(ChannelState.HIDDEN);
            default -> Optional.empty();
          };
      LOG.info("Slack does not show channel {}: {}", channel, e.getMessage());
      return state;
    }
  }

  /// Shared within one organisation is not shared with another.
  private static ChannelState state(Conversation channel) {
    if (channel.isArchived()) {
      return ChannelState.ARCHIVED;
    }
    if (!channel.isMember()) {
      return ChannelState.NOT_A_MEMBER;
    }
    return channel.isExtShared() || (channel.isShared() && !channel.isOrgShared())
        ? ChannelState.SHARED_EXTERNALLY
        : ChannelState.USABLE;
  }
}
