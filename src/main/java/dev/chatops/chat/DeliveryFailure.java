package dev.chatops.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a message was not delivered, or nobody knows whether it was. The message is for operators;
/// it holds no secret and no text of the card.
public abstract sealed class DeliveryFailure extends Exception {

  private DeliveryFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Nothing was delivered; the platform asks for a pause.
  public static final class RetryAfter extends DeliveryFailure {
    private final Duration pause;

    public RetryAfter(Duration pause) {
      super("asked to wait " + pause.toSeconds() + " s", null);
      this.pause = pause;
    }

    public Duration pause() {
      return pause;
    }
  }

  /// Nothing was delivered, and the same again would not be either.
  ///
  /// The reason is the platform's own word, such as `channel_not_found`.
  public static final class Rejected extends DeliveryFailure {
    private final String reason;

    public Rejected(String reason) {
      super("rejected: " + reason, null);
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }
  }

  /// Nothing was delivered: our credentials are not valid, or do not permit it.
  ///
  /// The reason is the platform's own word, such as `missing_scope`.
  public static final class Unauthorised extends DeliveryFailure {
    private final String reason;

    public Unauthorised(String reason) {
      super("not authorised: " + reason, null);
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }
  }

  /// Nothing was delivered: no connection came about.
  public static final class Unreachable extends DeliveryFailure {
    public Unreachable(Throwable cause) {
      super("unreachable", cause);
    }
  }

  /// It may have been delivered.
  public static final class Unknown extends DeliveryFailure {
    public Unknown(String what, @Nullable Throwable cause) {
      super(what, cause);
    }
  }
}
