package dev.chatops.policy.freeze;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Spells of one length that begin by a schedule; they may overlap. A spell ends `duration` of
/// elapsed time after it began, whatever the clocks do in between.
record Recurrence(Schedule schedule, Duration duration, ZoneId zone) {

  /// When the latest spell that holds at an instant ends; empty when none holds.
  Optional<Instant> endAt(Instant now) {
    return starts()
        .atOrBefore(now)
        .map(start -> start.plus(duration))
        .filter(end -> end.isAfter(now));
  }

  /// The earliest beginning of a spell that is not before an instant.
  Optional<Instant> startAtOrAfter(Instant from) {
    return starts().atOrAfter(from);
  }

  private Starts starts() {
    return new Starts(schedule, zone.getRules());
  }
}
