package dev.chatops.command;

import java.time.Duration;
import java.time.Instant;

/// What this process has seen of a running command. Lost with the process, and nothing depends on
/// it but the precision of a message and the number of writes.
final class Ongoing {

  /// At most one progress write in this time.
  static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  /// Between two looks at what a Job printed: soon, and less and less often while it is nothing.
  private static final Duration SOONEST = Duration.ofSeconds(2);

  private static final Duration LATEST = Duration.ofSeconds(10);

  private volatile boolean effectSeen;
  private volatile Instant reportedAt;
  private volatile Instant lookAt = Instant.MIN;
  private volatile Duration pause = SOONEST;

  Ongoing(boolean effectSeen, Instant reportedAt) {
    this.effectSeen = effectSeen;
    this.reportedAt = reportedAt;
  }

  void effectSeen() {
    effectSeen = true;
  }

  boolean isEffectSeen() {
    return effectSeen;
  }

  void reported(Instant at) {
    reportedAt = at;
  }

  /// Whether it is time to look closely again.
  boolean isLookDue(Instant now) {
    return !now.isBefore(lookAt);
  }

  /// @param news whether there was something new
  void looked(Instant now, boolean news) {
    Duration longer = pause.multipliedBy(2);
    pause = news ? SOONEST : longer.compareTo(LATEST) > 0 ? LATEST : longer;
    lookAt = now.plus(pause);
  }

  Duration untilNextReport(Instant now) {
    Duration left = REPORT_EVERY.minus(Duration.between(reportedAt, now));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
