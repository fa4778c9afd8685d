package dev.chatops.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A connection to one workspace of a chat service. Opens in the background, comes back by itself,
/// and never throws because the service is away.
public interface ChatConnection extends AutoCloseable {

  ChatPlatform platform();

  Health health();

  /// What the service says of a channel. It is asked when it told that something about the channel
  /// changed, and every few minutes; in between, and while it is away, this is what it said last.
  /// Blocks for one call at most.
  ///
  /// @param afresh whether what it said before does not do
  ChannelState channel(String id, boolean afresh);

  /// Whether the service told that something about a channel changed, since [#channel] asked last.
  boolean hasNews(String channel);

  @Override
  void close();

  /// How the connection is, now.
  ///
  /// @param connected whether messages can come in
  /// @param reason one word for a condition, such as `Connected` or `InvalidCredentials`
  /// @param message what is wrong and what to do next; without secrets
  /// @param lastEventAt when something last came in, a sign of life included
  /// @param lastPostAt when the platform last accepted a message of ours
  record Health(
      boolean connected,
      String reason,
      String message,
      @Nullable Instant lastEventAt,
      @Nullable Instant lastPostAt) {}
}
