package dev.chatops.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A connection to one workspace of a chat service. Opens in the background, comes back by itself,
/// and never throws because the service is away.
public interface ChatConnection extends AutoCloseable {

  ChatPlatform platform();

  Health health();

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
