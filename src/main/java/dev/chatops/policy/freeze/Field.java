package dev.chatops.policy.freeze;

import java.util.List;

/// The five fields of a cron schedule, in their order.
enum Field {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY("day of month", 1, 31, ""),
  MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  /// Sunday is 0, and 7 as well.
  WEEKDAY("day of week", 0, 7, "sun mon tue wed thu fri sat");

  private final String words;
  private final int min;
  private final int max;
  private final String names;

  Field(String words, int min, int max, String names) {
    this.words = words;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  /// As a message names it.
  String words() {
    return words;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /// How many different values it has.
  int size() {
    return this == WEEKDAY ? 7 : max - min + 1;
  }

  /// The names that may be written in place of numbers, the first for [#min].
  List<String> names() {
    return List.of(names.split(" ", -1));
  }
}
