package dev.chatops.action.show;

import dev.chatops.api.v1alpha1.ShowAction;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.output.Legible;
import dev.chatops.output.Redaction;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which part of a log is wanted.
///
/// @param lines 1 to [#MOST_LINES], counted before `contains` leaves some out
/// @param since null for all that is kept
/// @param contains null for every line
public record LogSelection(
    int lines, @Nullable Duration since, @Nullable String contains, boolean previous) {

  static final int MOST_LINES = 500;

  private static final int LINES = 50;

  /// How many lines are searched for those that hold a text.
  private static final int SEARCHED = 5000;

  /// @param action filled in, without [#problem]
  public static LogSelection of(ShowAction action) {
    return new LogSelection(
        action.lines() == null ? LINES : Integer.parseInt(action.lines()),
        action.since() == null ? null : Timespan.parse(action.since()),
        action.contains(),
        Boolean.TRUE.equals(action.previous()));
  }

  /// The sentence about an argument that selects nothing.
  static Optional<String> problem(ShowAction action) {
    String lines = action.lines();
    if (lines != null
        && (!lines.matches("[0-9]{1,3}")
            || Integer.parseInt(lines) < 1
            || Integer.parseInt(lines) > MOST_LINES)) {
      return Optional.of("%s is no number of lines: give 1 to %d.".formatted(lines, MOST_LINES));
    }
    try {
      var _ = action.since() == null ? null : Timespan.parse(action.since());
      return Optional.empty();
    } catch (IllegalArgumentException noSpan) {
      return Optional.of("%s is no span of time: write 10m or 1h30m.".formatted(action.since()));
    }
  }

  /// How many lines are to be read.
  public int read() {
    return contains == null ? lines : SEARCHED;
  }

  /// The lines that are wanted of those that were read, the newest of them. Searched is what may be
  /// shown: a secret is neither found in pieces nor guessed by searching for it.
  public String of(String log) {
    String shown = Redaction.of(Legible.lines(log));
    String wanted = contains;
    if (wanted == null) {
      return shown;
    }
    var found =
        shown
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT)))
            .toList();
    return found.stream().skip(Math.max(0, found.size() - lines)).collect(Collectors.joining("\n"));
  }
}
