package dev.chatops.api.v1alpha1;

import java.time.Duration;

/// Spans of time as resources write them: hours, minutes and seconds in this order, such as
/// `1h30m`.
public final class Timespan {
  public static final String PATTERN = "^([0-9]{1,4}h)?([0-9]{1,4}m)?([0-9]{1,5}s)?$";

  private Timespan() {}

  /// @param text matches [#PATTERN]; `""` is zero
  /// @throws IllegalArgumentException when it does not match
  public static Duration parse(String text) {
    if (!text.matches(PATTERN)) {
      throw new IllegalArgumentException("not a span of time such as 1h30m: " + text);
    }
    return text.isEmpty() ? Duration.ZERO : Duration.parse("PT" + text);
  }

  /// The shortest text that [#parse] reads back; fractions of a second are cut.
  public static String format(Duration span) {
    String text = "";
    if (span.toHours() > 0) {
      text += span.toHours() + "h";
    }
    if (span.toMinutesPart() > 0) {
      text += span.toMinutesPart() + "m";
    }
    if (span.toSecondsPart() > 0 || text.isEmpty()) {
      text += span.toSecondsPart() + "s";
    }
    return text;
  }
}
