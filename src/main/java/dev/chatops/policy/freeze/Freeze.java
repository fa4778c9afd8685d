package dev.chatops.policy.freeze;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All windows together.
public final class Freeze {
  private final List<Window> windows;

  private Freeze(List<Window> windows) {
    this.windows = windows;
  }

  /// The order of the windows does not matter.
  public static Freeze of(Collection<Window> windows) {
    return new Freeze(windows.stream().sorted(Comparator.comparing(Window::name)).toList());
  }

  /// Whether something may be attempted now.
  public Verdict verdict(Attempt attempt, Instant now) {
    List<Window> covering = windows.stream().filter(window -> window.covers(attempt)).toList();
    return covering.stream()
        .flatMap(window -> window.spellAt(now).stream())
        .max(Comparator.comparing(Spell::end))
        .<Verdict>map(spell -> frozen(spell.window(), Opening.of(covering, now).orElseThrow()))
        .orElse(new Verdict.Open());
  }

  private static Verdict.Frozen frozen(Window window, Opening opening) {
    Optional<Instant> opensAt =
        opening instanceof Opening.At(Instant instant, Window _)
            ? Optional.of(instant)
            : Optional.empty();
    return new Verdict.Frozen(window.name(), Wording.sentence(window, opening), opensAt);
  }
}
