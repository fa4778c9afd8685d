package dev.chatops.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts a role that waits for the API server as long as it takes.
final class Perseverance {

  private static final Logger LOG = LoggerFactory.getLogger(Perseverance.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private Perseverance() {}

  /// Returns at once; tries in a thread of this name until it works or `closed` is down.
  static void start(String name, CountDownLatch closed, Runnable begin) {
    Thread.ofPlatform().name(name).start(() -> untilItWorks(name, closed, begin));
  }

  private static void untilItWorks(String name, CountDownLatch closed, Runnable begin) {
    try {
      do {
        try {
          begin.run();
          return;
        } catch (RuntimeException e) {
          LOG.warn("The {} has not started, it comes again: {}", name, e.getMessage());
        }
      } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
