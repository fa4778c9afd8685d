package dev.chatops.policy.freeze;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Until when something is frozen that is frozen now.
sealed interface Opening {

  /// No further than this is looked ahead, ...
  Duration HORIZON = Duration.ofDays(366);

  /// ... nor over more spells than this, one after the other.
  int MOST_SPELLS = 2000;

  /// The window that goes on longest, as far as was looked.
  Window last();

  /// The first instant at which no window holds.
  record At(Instant instant, Window last) implements Opening {}

  /// It is frozen until this instant and perhaps longer: further was not looked.
  record NotBefore(Instant instant, Window last) implements Opening {}

  /// Not by itself: the times of the window cannot be understood.
  record WhenMended(Window last) implements Opening {}

  /// Follows spells that touch or overlap, from one window to the next; empty when none holds now.
  static Optional<Opening> of(Collection<Window> windows, Instant now) {
    Optional<Spell> last = longest(windows, now);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Spell spell = last.get();
    Instant horizon = now.plus(HORIZON);
    for (int i = 1; i < MOST_SPELLS && spell.end().isBefore(horizon); i++) {
      Optional<Spell> next = longest(windows, spell.end());
      if (next.isEmpty()) {
        return Optional.of(new At(spell.end(), spell.window()));
      }
      spell = next.get();
    }
    return Optional.of(
        spell.endless()
            ? new WhenMended(spell.window())
            : new NotBefore(spell.end(), spell.window()));
  }

  private static Optional<Spell> longest(Collection<Window> windows, Instant at) {
    return windows.stream()
        .flatMap(window -> window.spellAt(at).stream())
        .max(Comparator.comparing(Spell::end));
  }
}
