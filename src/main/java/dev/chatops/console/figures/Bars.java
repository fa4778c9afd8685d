package dev.chatops.console.figures;

import java.util.ArrayList;
import java.util.List;

/// Bars of outcomes, one for each day, from bottom to top: went well, stopped, failed.
///
/// @param height of the drawing; the highest bar fills it
public record Bars(int width, int height, List<Bar> bars) {

  /// From one bar to the next.
  static final int STEP = 10;

  /// What happened is seen, however often something else did.
  private static final int LEAST = 3;

  private static final List<Result> UPWARDS = List.of(Result.WELL, Result.STOPPED, Result.FAILED);

  /// @param x of its left edge
  public record Bar(int x, Day day, List<Part> parts) {}

  /// @param tone of the style sheet
  public record Part(String tone, int y, int height) {}

  static Bars of(List<Day> days, int height) {
    long highest = days.stream().mapToLong(day -> day.outcomes().total()).max().orElse(0);
    var bars = new ArrayList<Bar>();
    for (Day day : days) {
      bars.add(new Bar(bars.size() * STEP, day, parts(day.outcomes(), highest, height)));
    }
    return new Bars(days.size() * STEP, height, bars);
  }

  private static List<Part> parts(Outcomes outcomes, long highest, int height) {
    var parts = new ArrayList<Part>();
    long most = Math.max(1, highest);
    long below = 0;
    int bottom = height;
    for (Result result : UPWARDS) {
      long count = outcomes.of(result);
      if (count > 0) {
        below += count;
        int top = Math.min(height - (int) (below * height / most), bottom - LEAST);
        parts.add(new Part(result.tone(), top, bottom - top));
        bottom = top;
      }
    }
    return fitted(parts, bottom);
  }

  /// Parts that were made larger than they are may reach beyond the drawing.
  private static List<Part> fitted(List<Part> parts, int top) {
    if (top >= 0 || parts.isEmpty()) {
      return parts;
    }
    Part largest =
        parts.stream().reduce((one, other) -> other.height() > one.height() ? other : one).get();
    int at = parts.indexOf(largest);
    var fitted = new ArrayList<Part>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      fitted.add(
          i < at
              ? part
              : i == at
                  ? new Part(part.tone(), part.y() - top, part.height() + top)
                  : new Part(part.tone(), part.y() - top, part.height()));
    }
    return fitted;
  }
}
