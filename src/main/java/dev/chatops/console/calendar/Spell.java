package dev.chatops.console.calendar;

import dev.chatops.policy.freeze.Outlook;
import dev.chatops.policy.freeze.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A time in which a window holds.
///
/// @param start null where it began before one looked
/// @param end null where it does not end by itself within a year
record Spell(@Nullable Instant start, @Nullable Instant end) {

  /// @param spells the earliest first
  /// @param complete false where there are more in that time than anybody would read
  record Found(List<Spell> spells, boolean complete) {}

  private static final int MOST = 40;

  /// Those that hold at an instant, or begin within a span of time after it.
  static Found ahead(Window window, Instant now, Duration span) {
    Instant last = now.plus(span);
    var spells = new ArrayList<Spell>();
    Instant at = now;
    while (spells.size() < MOST) {
      Outlook outlook = window.at(at);
      if (outlook.active()) {
        spells.add(new Spell(at.equals(now) ? null : at, outlook.until().orElse(null)));
      }
      Instant next = outlook.nextStart().orElse(null);
      if (next == null || next.isAfter(last)) {
        return new Found(spells, true);
      }
      at = next;
    }
    return new Found(spells, false);
  }

  boolean holdsNow() {
    return start == null;
  }
}
