package dev.chatops.console.figures;

import dev.chatops.api.v1alpha1.Timespan;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A logarithmic scale of durations, which all strips of a table share: seconds and hours have
/// their place on it.
///
/// @param ticks from one second to what nothing took longer than
public record Scale(List<Tick> ticks) {

  /// Of every strip, with room for the marks at its ends.
  static final int WIDTH = 200;

  private static final int EDGE = 8;

  private static final List<Duration> STEPS =
      Stream.of("1s", "10s", "1m", "10m", "1h", "10h", "100h").map(Timespan::parse).toList();

  public record Tick(int x, String words) {}

  static Scale upTo(Duration longest) {
    int last = 1;
    while (last < STEPS.size() - 1 && STEPS.get(last).compareTo(longest) < 0) {
      last++;
    }
    Duration end = STEPS.get(last);
    return new Scale(
        STEPS.subList(0, last + 1).stream()
            .map(step -> new Tick(x(step, end), Timespan.format(step)))
            .toList());
  }

  public int width() {
    return WIDTH;
  }

  int x(Duration took) {
    return x(took, Timespan.parse(ticks.getLast().words()));
  }

  private static int x(Duration took, Duration end) {
    double share =
        Math.log((double) Math.max(1, took.toSeconds())) / Math.log((double) end.toSeconds());
    return EDGE + (int) Math.round(Math.min(1, share) * (WIDTH - 2 * EDGE));
  }
}
