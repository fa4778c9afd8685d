package dev.chatops.policy;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.Timespan;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Whether the spans of time of a definition are within bounds.
///
/// @param found takes what is wrong
record TimeCheck(Consumer<Problem> found) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_RUN = Duration.ofHours(24);

  private static final Duration LONGEST_WAIT = Duration.ofDays(7);

  /// What is counted must be kept that long.
  private static final Duration LONGEST_WINDOW = Duration.ofDays(31);

  /// Whoever asked wants to read how it ended.
  private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);

  void check(AllowedCommandSpec spec) {
    span(spec::runLimit, "spec.timeout")
        .filter(span -> span.compareTo(SECOND) < 0 || span.compareTo(LONGEST_RUN) > 0)
        .ifPresent(span -> report("spec.timeout", "must be between 1s and 24h", span));
    span(spec::startLimit, "spec.startWithin")
        .filter(span -> span.compareTo(SECOND) < 0)
        .ifPresent(span -> report("spec.startWithin", "must be at least 1s", span));
    ApprovalPolicy approval = spec.approval();
    if (approval != null) {
      span(approval::waits, "spec.approval.expiresAfter")
          .filter(span -> span.compareTo(SECOND) < 0 || span.compareTo(LONGEST_WAIT) > 0)
          .ifPresent(
              span -> report("spec.approval.expiresAfter", "must be between 1s and 168h", span));
    }
    for (int i = 0; i < spec.declaredLimits().size(); i++) {
      String place = "spec.limits[" + i + "].window";
      span(spec.declaredLimits().get(i)::span, place)
          .filter(span -> span.compareTo(SECOND) < 0 || span.compareTo(LONGEST_WINDOW) > 0)
          .ifPresent(span -> report(place, "must be between 1s and 744h", span));
    }
    span(spec::retention, "spec.ttlAfterFinished")
        .filter(span -> span.compareTo(SHORTEST_RETENTION) < 0)
        .ifPresent(span -> report("spec.ttlAfterFinished", "must be at least 1h", span));
  }

  private Optional<Duration> span(Supplier<Duration> span, String place) {
    try {
      return Optional.of(span.get());
    } catch (IllegalArgumentException malformed) {
      found.accept(
          new Problem("InvalidTimespan", place, "must be a span of time such as 1h30m or 90s."));
      return Optional.empty();
    }
  }

  private void report(String place, String rule, Duration span) {
    found.accept(
        new Problem(
            "InvalidTimespan", place, "%s, not %s.".formatted(rule, Timespan.format(span))));
  }
}
