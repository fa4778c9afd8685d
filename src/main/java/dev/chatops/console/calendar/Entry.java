package dev.chatops.console.calendar;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One line of the calendar.
///
/// @param begins null where it holds already
/// @param ends null where it does not end by itself within a year
public record Entry(
    Holding window, @Nullable ZonedStamp begins, @Nullable ZonedStamp ends, Instant order) {

  /// What begins, or began, first comes first.
  static final Comparator<Entry> IN_ORDER =
      Comparator.comparing(Entry::order).thenComparing(entry -> entry.window().name());

  static Entry of(Holding window, Spell spell) {
    return new Entry(
        window,
        spell.start() == null ? null : ZonedStamp.of(spell.start(), window.clocks()),
        spell.end() == null ? null : ZonedStamp.of(spell.end(), window.clocks()),
        spell.start() == null ? Instant.MIN : spell.start());
  }

  public boolean holdsNow() {
    return begins == null;
  }
}
