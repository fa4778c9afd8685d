package dev.chatops.console.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// A point in time on a page: exact for programs, in UTC for people. Scripts turn it into the time
/// of whoever reads it.
///
/// @param iso with its zone
public record Stamp(String iso, String clock, String day, String exact) {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

  public static Stamp of(Instant at) {
    var utc = at.atOffset(ZoneOffset.UTC);
    return new Stamp(
        at.truncatedTo(ChronoUnit.SECONDS).toString(),
        CLOCK.format(utc) + " UTC",
        DAY.format(utc) + " UTC",
        EXACT.format(utc) + " UTC");
  }
}
