package dev.chatops.policy.freeze;

import dev.chatops.api.v1alpha1.FreezeWindowSpec;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.policy.Excerpt;
import dev.chatops.policy.Nearest;
import dev.chatops.policy.Problem;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads when a window begins and how long it lasts.
final class TimesCheck {
  private static final Duration LONGEST = Duration.ofDays(31);

  private TimesCheck() {}

  /// Empty where a part of it cannot be understood.
  static Optional<Recurrence> compile(FreezeWindowSpec spec, Consumer<Problem> found) {
    Optional<Schedule> schedule = schedule(spec.schedule(), found);
    Optional<Duration> duration = duration(spec.duration(), found);
    Optional<ZoneId> zone = zone(spec.timeZone(), found);
    return schedule.isPresent() && duration.isPresent() && zone.isPresent()
        ? Optional.of(new Recurrence(schedule.get(), duration.get(), zone.get()))
        : Optional.empty();
  }

  private static Optional<Schedule> schedule(String text, Consumer<Problem> found) {
    try {
      return Optional.of(Schedule.parse(text));
    } catch (IllegalArgumentException wrong) {
      found.accept(
          new Problem("InvalidSchedule", "spec.schedule", String.valueOf(wrong.getMessage())));
      return Optional.empty();
    }
  }

  /// Schedules count in minutes, and so do their lengths.
  private static Optional<Duration> duration(String text, Consumer<Problem> found) {
    if (text.matches(Timespan.PATTERN)) {
      Duration span = Timespan.parse(text);
      if (span.isPositive() && span.compareTo(LONGEST) <= 0 && span.toSecondsPart() == 0) {
        return Optional.of(span);
      }
    }
    found.accept(
        new Problem(
            "InvalidDuration",
            "spec.duration",
            "must be whole minutes from 1m to %dh (%d days), such as 63h, not %s."
                .formatted(LONGEST.toHours(), LONGEST.toDays(), Excerpt.quoted(text))));
    return Optional.empty();
  }

  private static Optional<ZoneId> zone(String id, Consumer<Problem> found) {
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (known.contains(id)) {
      return Optional.of(ZoneId.of(id));
    }
    List<String> nearest = Nearest.of(id, known);
    found.accept(
        new Problem(
            "InvalidTimeZone",
            "spec.timeZone",
            "there is no time zone %s; %s"
                .formatted(
                    Excerpt.quoted(id),
                    nearest.isEmpty()
                        ? "write an IANA name, such as Europe/Berlin or UTC."
                        : "did you mean " + nearest.getFirst() + "?")));
    return Optional.empty();
  }
}
