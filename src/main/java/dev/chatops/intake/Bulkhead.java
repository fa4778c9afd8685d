package dev.chatops.intake;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// As many at a time as an API server serves well. The others wait a moment, in their order, and
/// are turned away while they can still be told: a chat waits 3 s, and what is acknowledged too
/// late is delivered again, which makes a crowd grow.
final class Bulkhead {

  static final int PLACES = 32;

  private static final long PATIENCE_MILLIS = 1000;

  private final Semaphore places = new Semaphore(PLACES, true);

  /// @return empty where no place became free in time, and nothing was done
  <T> Optional<T> enter(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      places.release();
    }
  }
}
