package dev.chatops.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How fast one person may go: so many at once, then one for each second. A bucket of tokens each.
final class Pace {

  static final int AT_ONCE = 60;

  private static final double PER_SECOND = 1;
  private static final double MILLIS = 1000;
  private static final int PEOPLE = 10_000;

  private final Clock clock;
  private final Bounded<String, Bucket> buckets = new Bounded<>(PEOPLE);

  Pace(Clock clock) {
    this.clock = clock;
  }

  /// @param taken whether the last one who asked got a token
  private record Bucket(double tokens, Instant at, boolean taken) {}

  /// @return whether this one may go on
  boolean take(String person) {
    Instant now = clock.instant();
    return buckets
        .compute(
            person,
            (key, before) -> {
              double tokens = before == null ? AT_ONCE : refilled(before, now);
              return tokens < 1
                  ? new Bucket(tokens, now, false)
                  : new Bucket(tokens - 1, now, true);
            })
        .taken();
  }

  private static double refilled(Bucket before, Instant now) {
    long passed = Math.max(0, Duration.between(before.at(), now).toMillis());
    return Math.min(AT_ONCE, before.tokens() + passed / MILLIS * PER_SECOND);
  }
}
