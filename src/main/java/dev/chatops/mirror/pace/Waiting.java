package dev.chatops.mirror.pace;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Wishes, one for each command. What to send next is found among their kinds, of which there are
/// few, not among the wishes, of which there may be thousands.
final class Waiting {

  private final Map<String, Queued> byKey = new LinkedHashMap<>();
  private final Map<Kind, TreeSet<Queued>> due = new HashMap<>();
  private final TreeSet<Queued> early =
      new TreeSet<>(Comparator.comparing(Queued::at).thenComparingLong(Queued::number));

  /// What the limits of platforms tell apart.
  record Kind(Lane lane, Wish.Act act, Urgency urgency) {}

  /// @param number its place among all
  /// @param at before this it may not go, whatever else may
  record Queued(String key, Wish wish, long number, Instant at) {
    Kind kind() {
      return new Kind(wish.lane(), wish.act(), wish.urgency());
    }
  }

  @Nullable Queued find(String key) {
    return byKey.get(key);
  }

  Stream<Queued> all() {
    return byKey.values().stream();
  }

  void put(Queued queued) {
    Queued before = byKey.put(queued.key(), queued);
    if (before != null) {
      unlist(before);
    }
    early.add(queued);
  }

  void remove(String key) {
    Queued queued = byKey.remove(key);
    if (queued != null) {
      unlist(queued);
    }
  }

  private void unlist(Queued queued) {
    if (early.remove(queued)) {
      return;
    }
    TreeSet<Queued> alike = due.get(queued.kind());
    if (alike != null && alike.remove(queued) && alike.isEmpty()) {
      due.remove(queued.kind());
    }
  }

  /// @return when the next one becomes due that is not yet; `Instant.MAX` where there is none
  Instant ripen(Instant now) {
    while (!early.isEmpty() && !early.first().at().isAfter(now)) {
      Queued queued = early.removeFirst();
      due.computeIfAbsent(
              queued.kind(), any -> new TreeSet<>(Comparator.comparingLong(Queued::number)))
          .add(queued);
    }
    return early.isEmpty() ? Instant.MAX : early.first().at();
  }

  /// Of each kind the first that is due.
  ///
  /// @param free whether something of a channel, or of a command, may be sent at all
  Stream<Queued> heads(Predicate<Lane> free, Predicate<String> idle) {
    return due.entrySet().stream()
        .filter(each -> free.test(each.getKey().lane()))
        .flatMap(each -> each.getValue().stream().filter(one -> idle.test(one.key())).limit(1));
  }
}
