package dev.chatops.console.figures;

import dev.chatops.api.v1alpha1.Timespan;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// How long commands ran that went well.
///
/// @param median half of them were done within it
/// @param most 95 of 100 were done within it; of a few it is the longest
public record Durations(Duration median, Duration most) {

  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.95;

  /// Empty where none went well.
  static Optional<Durations> of(Collection<Ended> commands) {
    List<Duration> sorted =
        commands.stream().map(Ended::took).filter(Objects::nonNull).sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(new Durations(within(sorted, MEDIAN), within(sorted, MOST)));
  }

  /// By the nearest rank, so that it is a time that was really taken.
  private static Duration within(List<Duration> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  public String half() {
    return Timespan.format(median);
  }

  public String nearlyAll() {
    return Timespan.format(most);
  }
}
