package dev.chatops.policy.freeze;

import dev.chatops.policy.Excerpt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What people read about windows.
final class Wording {
  private static final int NAME = 63;
  private static final int MESSAGE = 160;
  private static final int SCHEDULE = 40;
  private static final int PROBLEM = 250;

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm zzz", Locale.ENGLISH);

  private Wording() {}

  /// @param window the one that is named
  /// @param opening of all windows that hold
  static String sentence(Window window, Opening opening) {
    return "Frozen by FreezeWindow %s%s %s"
        .formatted(name(window), cause(window), opens(window, opening));
  }

  private static String cause(Window window) {
    if (!window.problems().isEmpty()) {
      return ", which must be mended: "
          + Excerpt.of(window.problems().getFirst().sentence(), PROBLEM);
    }
    String message = window.spec().message();
    String when = times(window.times().orElseThrow(), window.spec().schedule());
    return message == null || message.isBlank()
        ? " (%s).".formatted(when)
        : " (%s): %s".formatted(when, ended(Excerpt.of(message.strip(), MESSAGE)));
  }

  private static String opens(Window named, Opening opening) {
    return switch (opening) {
      case Opening.At(Instant instant, Window last) ->
          "It opens on %s%s.".formatted(instant(instant, last), after(named, last));
      case Opening.NotBefore(Instant instant, Window last) ->
          "It does not open before %s%s.".formatted(instant(instant, last), after(named, last));
      case Opening.WhenMended(Window last) ->
          last == named
              ? "It opens when that is mended."
              : "It does not open before FreezeWindow %s is mended.".formatted(name(last));
    };
  }

  private static String after(Window named, Window last) {
    return last == named ? "" : ", after FreezeWindow " + name(last);
  }

  private static String ended(String text) {
    return text.matches(".*[.!?…]") ? text : text + ".";
  }

  private static String name(Window window) {
    return Excerpt.of(window.name(), NAME);
  }

  private static String instant(Instant instant, Window window) {
    ZoneId zone = window.times().map(Recurrence::zone).orElse(ZoneOffset.UTC);
    return INSTANT.format(instant.atZone(zone));
  }

  /// Such as `Friday 17:00 for 63 hours, Europe/Berlin`.
  static String times(Recurrence times, String schedule) {
    return "%s for %s, %s"
        .formatted(
            Rhythm.of(times.schedule())
                .orElseGet(() -> Excerpt.of("schedule " + schedule, SCHEDULE)),
            span(times.duration()),
            times.zone().getId());
  }

  private static String span(Duration span) {
    if (span.toMinutesPart() != 0) {
      return counted(span.toMinutes(), "minute");
    }
    return span.toHoursPart() == 0
        ? counted(span.toDays(), "day")
        : counted(span.toHours(), "hour");
  }

  private static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
