package dev.chatops.policy.freeze;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/// Five cron fields, matched against the wall clock as Vixie's cron does.
///
/// Day of month and day of week: where both are restricted, either is enough; where one of them
/// begins with `*`, both must hold.
record Schedule(Values minutes, Values hours, Values days, Values months, Values weekdays) {

  /// 29 February falls on a given day of the week every 28 years, and every 40 across a century
  /// that is no leap year.
  private static final int YEARS_SEARCHED = 41;

  private static final int HOUR = 60;
  private static final int LAST_MINUTE = 24 * HOUR - 1;

  /// @throws IllegalArgumentException whose message says what is wrong and what would be right
  static Schedule parse(String text) {
    List<String> fields = List.of(text.strip().split("[ \\t]+", -1));
    if (fields.size() != Field.values().length) {
      throw new IllegalArgumentException(
          "must be five fields (minute, hour, day of month, month, day of week), not %d."
              .formatted(fields.size()));
    }
    var schedule =
        new Schedule(
            new FieldParser(Field.MINUTE).parse(fields.get(0)),
            new FieldParser(Field.HOUR).parse(fields.get(1)),
            new FieldParser(Field.DAY).parse(fields.get(2)),
            new FieldParser(Field.MONTH).parse(fields.get(3)),
            new FieldParser(Field.WEEKDAY).parse(fields.get(4)));
    if (schedule.atOrAfter(LocalDate.EPOCH.atStartOfDay()).isEmpty()) {
      throw new IllegalArgumentException(
          "there is no such day in any year; mend day of month or month.");
    }
    return schedule;
  }

  /// Whether it follows the clock rather than naming times of day: minute or hour begins with `*`.
  boolean followsTheClock() {
    return minutes.star() || hours.star();
  }

  private boolean has(LocalDate date) {
    boolean day = days.has(date.getDayOfMonth());
    boolean weekday = weekdays.has(date.getDayOfWeek().getValue() % 7);
    boolean both = days.star() || weekdays.star();
    return months.has(date.getMonthValue()) && (both ? day && weekday : day || weekday);
  }

  Optional<LocalDateTime> atOrAfter(LocalDateTime from) {
    LocalDateTime minute = from.withSecond(0).withNano(0);
    minute = minute.isBefore(from) ? minute.plusMinutes(1) : minute;
    LocalDate end = minute.toLocalDate().plusYears(YEARS_SEARCHED);
    int earliest = minuteOfDay(minute);
    for (LocalDate date = minute.toLocalDate(); date.isBefore(end); earliest = 0) {
      if (!months.has(date.getMonthValue())) {
        date = date.with(TemporalAdjusters.firstDayOfNextMonth());
        continue;
      }
      int time = has(date) ? timeAtOrAfter(earliest) : Values.NONE;
      if (time != Values.NONE) {
        return Optional.of(at(date, time));
      }
      date = date.plusDays(1);
    }
    return Optional.empty();
  }

  Optional<LocalDateTime> atOrBefore(LocalDateTime from) {
    LocalDate end = from.toLocalDate().minusYears(YEARS_SEARCHED);
    int latest = minuteOfDay(from);
    for (LocalDate date = from.toLocalDate(); date.isAfter(end); latest = LAST_MINUTE) {
      if (!months.has(date.getMonthValue())) {
        date = date.withDayOfMonth(1).minusDays(1);
        continue;
      }
      int time = has(date) ? timeAtOrBefore(latest) : Values.NONE;
      if (time != Values.NONE) {
        return Optional.of(at(date, time));
      }
      date = date.minusDays(1);
    }
    return Optional.empty();
  }

  private int timeAtOrAfter(int minuteOfDay) {
    int hour = minuteOfDay / HOUR;
    int minute = hours.has(hour) ? minutes.atOrAfter(minuteOfDay % HOUR) : Values.NONE;
    if (minute == Values.NONE) {
      hour = hours.atOrAfter(hour + 1);
      minute = minutes.first();
    }
    return hour == Values.NONE ? Values.NONE : hour * HOUR + minute;
  }

  private int timeAtOrBefore(int minuteOfDay) {
    int hour = minuteOfDay / HOUR;
    int minute = hours.has(hour) ? minutes.atOrBefore(minuteOfDay % HOUR) : Values.NONE;
    if (minute == Values.NONE) {
      hour = hours.atOrBefore(hour - 1);
      minute = minutes.atOrBefore(HOUR - 1);
    }
    return hour == Values.NONE ? Values.NONE : hour * HOUR + minute;
  }

  private static LocalDateTime at(LocalDate date, int minuteOfDay) {
    return date.atTime(LocalTime.of(minuteOfDay / HOUR, minuteOfDay % HOUR));
  }

  private static int minuteOfDay(LocalDateTime time) {
    return time.getHour() * HOUR + time.getMinute();
  }
}
