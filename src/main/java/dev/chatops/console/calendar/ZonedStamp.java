package dev.chatops.console.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A point in time on the clocks of a window, and in UTC beside.
///
/// @param utc empty where that is the same
public record ZonedStamp(String iso, String wall, String zone, String utc) {

  private static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  static ZonedStamp of(Instant at, ZoneId zone) {
    String wall = WALL.format(at.atZone(zone));
    String utc = WALL.format(at.atZone(ZoneOffset.UTC));
    return new ZonedStamp(at.toString(), wall, zone.getId(), wall.equals(utc) ? "" : utc + " UTC");
  }
}
