package dev.chatops.console.figures;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One day, in UTC.
public record Day(LocalDate date, Outcomes outcomes) {

  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  public int number() {
    return date.getDayOfMonth();
  }

  public String weekday() {
    return date.getDayOfWeek().name().substring(0, 1);
  }

  public String shortly() {
    return SHORT.format(date);
  }

  /// Such as `Friday 27 November: 5 went well, 1 failed`.
  public String words() {
    return WHOLE.format(date) + ": " + outcomes.words();
  }
}
