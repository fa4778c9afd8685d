package dev.chatops.chat.slack;

import dev.chatops.chat.Audience;
import dev.chatops.chat.Card;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.Place;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers to one person, by a call of their own. Tried a few times: nobody minds to read one
/// twice, and an answer that never comes leaves somebody waiting.
final class Whispers {

  private static final Logger LOG = LoggerFactory.getLogger(Whispers.class);
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String workspace;
  private final SlackPlatform platform;
  private final Executor later;

  Whispers(String workspace, SlackPlatform platform, Executor later) {
    this.workspace = workspace;
    this.platform = platform;
    this.later = later;
  }

  /// Returns at once.
  void say(Place where, String user, Card card) {
    later.execute(() -> {
      try {
        tell(where, new Audience.Account(user), card);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private void tell(Place where, Audience.Account user, Card card) throws InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        platform.whisper(where, user, card);
        return;
      } catch (DeliveryFailure e) {
        LOG.warn(
            "An answer was not delivered in {}, attempt {}: {}",
            workspace,
            attempt,
            e.getMessage());
        switch (e) {
          case DeliveryFailure.Rejected _, DeliveryFailure.Unauthorised _ -> {
            return;
          }
          case DeliveryFailure.RetryAfter wanted -> Thread.sleep(shorter(wanted.pause()));
          case DeliveryFailure.Unknown _, DeliveryFailure.Unreachable _ -> Thread.sleep(PAUSE);
        }
      }
    }
  }

  private static Duration shorter(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
