package dev.chatops.policy.freeze;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The instants at which a schedule begins in a zone.
///
/// Where clocks are put forward or back it does what Vixie's cron does. A schedule that names times
/// of day begins once: at a time that is skipped, right after the gap; at a time that comes twice,
/// at the first. One that follows the clock (see [Schedule#followsTheClock]) begins whenever the
/// clock on the wall shows such a time.
record Starts(Schedule schedule, ZoneRules rules) {

  /// The earliest that is not before `from`.
  Optional<Instant> atOrAfter(Instant from) {
    Instant at = from;
    while (true) {
      Optional<LocalDateTime> wall = schedule.atOrAfter(earliestWall(at));
      if (wall.isEmpty()) {
        return Optional.empty();
      }
      ZoneOffsetTransition ahead = rules.nextTransition(at);
      if (ahead == null || wall.get().isBefore(ahead.getDateTimeBefore())) {
        return Optional.of(later(instant(wall.get(), at), at));
      }
      at = ahead.getInstant();
    }
  }

  /// The latest that is not after `from`.
  Optional<Instant> atOrBefore(Instant from) {
    Instant at = from;
    while (true) {
      Optional<LocalDateTime> wall = schedule.atOrBefore(wall(at));
      if (wall.isEmpty()) {
        return Optional.empty();
      }
      ZoneOffsetTransition change = lastChange(at);
      Instant start = instant(wall.get(), at);
      if (change == null) {
        return Optional.of(start);
      }
      if (!wall.get().isBefore(firstWall(change))) {
        return Optional.of(later(start, change.getInstant()));
      }
      at = change.getInstant().minusNanos(1);
    }
  }

  /// Where on the wall clock to look for starts that are not before an instant.
  private LocalDateTime earliestWall(Instant at) {
    LocalDateTime wall = wall(at);
    ZoneOffsetTransition change = lastChange(at);
    if (change == null) {
      return wall;
    }
    LocalDateTime first = firstWall(change);
    boolean gapEnds = change.isGap() && change.getInstant().equals(at);
    return gapEnds || wall.isBefore(first) ? first : wall;
  }

  /// The first time on the wall clock that can begin after a change and could not before it.
  private LocalDateTime firstWall(ZoneOffsetTransition change) {
    return schedule.followsTheClock() ? change.getDateTimeAfter() : change.getDateTimeBefore();
  }

  /// A time within a gap would be, by the offset after it, before its end: there it begins.
  private static Instant later(Instant start, Instant earliest) {
    return start.isBefore(earliest) ? earliest : start;
  }

  private @Nullable ZoneOffsetTransition lastChange(Instant at) {
    return rules.previousTransition(at.plusNanos(1));
  }

  private LocalDateTime wall(Instant at) {
    return LocalDateTime.ofInstant(at, rules.getOffset(at));
  }

  private Instant instant(LocalDateTime wall, Instant near) {
    return wall.toInstant(rules.getOffset(near));
  }
}
