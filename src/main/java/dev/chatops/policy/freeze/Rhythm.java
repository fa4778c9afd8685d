package dev.chatops.policy.freeze;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Schedules in words, where they are simple enough for that.
final class Rhythm {

  private Rhythm() {}

  /// Such as `Friday 17:00`, `Monday to Friday 22:00`, `daily 02:30` or `20 December 00:00`.
  static Optional<String> of(Schedule schedule) {
    if (!schedule.minutes().single() || !schedule.hours().single()) {
      return Optional.empty();
    }
    String time = "%02d:%02d".formatted(schedule.hours().first(), schedule.minutes().first());
    return days(schedule).map(days -> days + " " + time);
  }

  private static Optional<String> days(Schedule schedule) {
    boolean anyDay = schedule.days().isAll(Field.DAY);
    boolean anyMonth = schedule.months().isAll(Field.MONTH);
    boolean anyWeekday = schedule.weekdays().isAll(Field.WEEKDAY);
    if (anyDay && anyMonth) {
      return Optional.of(anyWeekday ? "daily" : weekdays(schedule.weekdays()));
    }
    if (anyWeekday && schedule.days().single() && schedule.months().single()) {
      String month =
          Month.of(schedule.months().first()).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      return Optional.of(schedule.days().first() + " " + month);
    }
    return Optional.empty();
  }

  /// From Monday to Sunday; three or more in a row as a range.
  private static String weekdays(Values weekdays) {
    List<DayOfWeek> days =
        Arrays.stream(DayOfWeek.values()).filter(day -> weekdays.has(day.getValue() % 7)).toList();
    DayOfWeek first = days.getFirst();
    DayOfWeek last = days.getLast();
    if (days.size() > 2 && last.getValue() - first.getValue() == days.size() - 1) {
      return name(first) + " to " + name(last);
    }
    return String.join(", ", days.stream().map(Rhythm::name).toList());
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
