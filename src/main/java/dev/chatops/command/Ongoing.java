package dev.chatops.command;

import java.time.Duration;
import java.time.Instant;

/// What this process has seen of a running command. Lost with the process, and nothing depends on
/// it but the precision of a message and the number of writes.
final class Ongoing {

  /// At most one progress write in this time.
  static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  private volatile boolean effectSeen;
  private volatile Instant reportedAt;

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

  Duration untilNextReport(Instant now) {
    Duration left = REPORT_EVERY.minus(Duration.between(reportedAt, now));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
