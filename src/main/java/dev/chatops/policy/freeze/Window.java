package dev.chatops.policy.freeze;

import dev.chatops.api.v1alpha1.AllowedCommandSpec.FreezePolicy;
import dev.chatops.api.v1alpha1.FreezeWindowSpec;
import dev.chatops.policy.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A FreezeWindow, compiled once per generation. Immutable, for any thread.
///
/// It always answers: what cannot be understood counts as matching, be it the times, the
/// namespaces, the commands or the actions, so that a mistake freezes too much and never too
/// little.
public final class Window {
  private final String name;
  private final FreezeWindowSpec spec;
  private final Optional<Recurrence> times;
  private final Scope scope;
  private final List<Problem> problems;

  private Window(
      String name,
      FreezeWindowSpec spec,
      Optional<Recurrence> times,
      Scope scope,
      List<Problem> problems) {
    this.name = name;
    this.spec = spec;
    this.times = times;
    this.scope = scope;
    this.problems = List.copyOf(problems);
  }

  /// Never throws, whatever the window says.
  public static Window compile(String name, FreezeWindowSpec spec) {
    var problems = new ArrayList<Problem>();
    Optional<Recurrence> times = TimesCheck.compile(spec, problems::add);
    Scope scope = Scope.compile(spec, problems::add);
    return new Window(name, spec, times, scope, problems);
  }

  public String name() {
    return name;
  }

  /// What a person must mend, in the order of the fields; empty where all was understood.
  public List<Problem> problems() {
    return problems;
  }

  /// When it holds, in words, such as `Friday 17:00 for 63 hours, Europe/Berlin`.
  public String rhythm() {
    return times
        .map(recurrence -> Wording.times(recurrence, spec.schedule()))
        .orElse("always, until it is mended");
  }

  /// Whether it holds now, until when, and when next.
  public Outlook at(Instant now) {
    return switch (Opening.of(List.of(this), now).orElse(null)) {
      case null -> new Outlook(false, Optional.empty(), startAtOrAfter(now));
      case Opening.At(Instant end, Window _) ->
          new Outlook(true, Optional.of(end), startAtOrAfter(end));
      case Opening.NotBefore _, Opening.WhenMended _ ->
          new Outlook(true, Optional.empty(), Optional.empty());
    };
  }

  boolean covers(Attempt attempt) {
    boolean ignored =
        attempt.freeze() == FreezePolicy.IGNORE && Boolean.TRUE.equals(spec.allowIgnore());
    return !ignored && scope.covers(attempt);
  }

  /// The time that it holds at an instant and that ends last.
  Optional<Spell> spellAt(Instant now) {
    return times
        .map(recurrence -> recurrence.endAt(now))
        .orElse(Optional.of(Instant.MAX))
        .map(end -> new Spell(this, end));
  }

  Optional<Recurrence> times() {
    return times;
  }

  FreezeWindowSpec spec() {
    return spec;
  }

  private Optional<Instant> startAtOrAfter(Instant from) {
    return times.flatMap(recurrence -> recurrence.startAtOrAfter(from));
  }
}
