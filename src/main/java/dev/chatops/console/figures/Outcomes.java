package dev.chatops.console.figures;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How many commands ended in which way.
public record Outcomes(Map<Result, Long> counts) {

  static Outcomes of(Collection<Ended> commands) {
    var counts = new EnumMap<Result, Long>(Result.class);
    for (Result result : Result.values()) {
      counts.put(result, commands.stream().filter(each -> each.result() == result).count());
    }
    return new Outcomes(counts);
  }

  public long of(Result result) {
    return counts.getOrDefault(result, 0L);
  }

  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  public long well() {
    return of(Result.WELL);
  }

  public long failed() {
    return of(Result.FAILED);
  }

  public long stopped() {
    return of(Result.STOPPED);
  }

  /// Such as `5 went well, 1 failed`.
  public String words() {
    return total() == 0
        ? "nothing"
        : Arrays.stream(Result.values())
            .filter(result -> of(result) > 0)
            .map(result -> of(result) + " " + result.words())
            .collect(Collectors.joining(", "));
  }
}
