package dev.chatops.policy.limit;

import dev.chatops.api.v1alpha1.Limit;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How often a command may start, by one of its limits.
///
/// A start counts from its instant for as long as the window; at the instant at which it leaves the
/// window, another one is possible.
public record Allowance(Limit limit) {

  /// @param starts of the command that the limit counts, in any order, at least those of the window
  /// @return when another start is possible; empty when it is possible now
  public Optional<Instant> possibleAgain(List<Instant> starts, Instant now) {
    List<Instant> counted =
        starts.stream()
            .filter(start -> now.isBefore(start.plus(limit.span())))
            .sorted(Comparator.reverseOrder())
            .toList();
    return counted.size() < limit.count()
        ? Optional.empty()
        : Optional.of(counted.get(limit.count() - 1).plus(limit.span()));
  }
}
