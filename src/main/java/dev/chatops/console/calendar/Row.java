package dev.chatops.console.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A window on the strip: where on it the window holds.
///
/// @param words for who sees no strip
public record Row(Holding window, List<Part> parts, String words) {

  /// Of one day on the strip.
  static final int DAY = 100;

  /// Short spells are seen, too.
  private static final int LEAST = 6;

  public record Part(int x, int width) {}

  /// @param days that the strip has, from the one on which it is now
  static Row of(Holding window, List<Spell> spells, Instant now, int days) {
    boolean active = !spells.isEmpty() && spells.getFirst().holdsNow();
    int later = spells.size() - (active ? 1 : 0);
    return new Row(
        window,
        spells.stream().map(spell -> part(spell, now, days)).toList(),
        (active ? "holds now" : "does not hold now")
            + (later == 0
                ? ""
                : later == 1 ? ", and once later" : ", and " + later + " times later"));
  }

  private static Part part(Spell spell, Instant now, int days) {
    int width = days * DAY;
    int from = x(spell.start() == null ? now : spell.start(), now);
    int to = spell.end() == null ? width : Math.min(width, x(spell.end(), now));
    return new Part(Math.min(from, width - LEAST), Math.max(LEAST, to - from));
  }

  /// Where on the strip an instant is; it begins with the day on which it is now, in UTC.
  static int x(Instant at, Instant now) {
    Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
    return Math.toIntExact(
        Duration.between(midnight, at).toSeconds() * DAY / Duration.ofDays(1).toSeconds());
  }
}
