package dev.chatops.mirror.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// When a message may go, by what the platforms permit and by what they answered.
///
/// Slack: about one post a second and channel; 50 updates a minute and workspace; a message should
/// not change more often than every three seconds.
final class Limits {

  static final Duration BETWEEN_POSTS = Duration.ofSeconds(1);
  static final Duration BETWEEN_UPDATES = Duration.ofSeconds(3);
  static final Duration WINDOW = Duration.ofMinutes(1);
  static final int UPDATES = 50;

  /// Kept for what is more urgent than progress.
  static final int RESERVED = 10;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Map<Lane, Instant> posts = new HashMap<>();
  private final Map<String, Instant> messages = new HashMap<>();
  private final Map<String, Deque<Instant>> updates = new HashMap<>();
  private final Map<String, Instant> updatePauses = new HashMap<>();
  private final Map<String, Down> down = new HashMap<>();

  private record Down(int failures, Instant until) {}

  /// Before this nothing is said about a command, whatever the others do.
  Instant earliest(String key, Wish wish) {
    return wish.act() == Wish.Act.UPDATE
        ? later(wish.notBefore(), messages.getOrDefault(key, Instant.MIN))
        : wish.notBefore();
  }

  /// Before this nothing of the kind may be sent, as far as is known.
  Instant earliest(Waiting.Kind kind, Instant now) {
    String workspace = kind.lane().workspace();
    Down away = down.get(workspace);
    Instant at = away == null ? Instant.MIN : away.until();
    return switch (kind.act()) {
      case POST -> later(at, posts.getOrDefault(kind.lane(), Instant.MIN));
      case UPDATE -> {
        at = later(at, updatePauses.getOrDefault(workspace, Instant.MIN));
        yield later(at, vacancy(workspace, kind.urgency(), now));
      }
    };
  }

  private Instant vacancy(String workspace, Urgency urgency, Instant now) {
    Deque<Instant> sent = updates.get(workspace);
    if (sent == null) {
      return Instant.MIN;
    }
    while (!sent.isEmpty() && !sent.peekFirst().plus(WINDOW).isAfter(now)) {
      sent.removeFirst();
    }
    int allowed = urgency == Urgency.PROGRESS ? UPDATES - RESERVED : UPDATES;
    return sent.size() < allowed
        ? Instant.MIN
        : sent.stream().skip(sent.size() - allowed).findFirst().orElseThrow().plus(WINDOW);
  }

  void goes(String key, Wish wish, Instant now) {
    switch (wish.act()) {
      case POST -> posts.put(wish.lane(), now.plus(BETWEEN_POSTS));
      case UPDATE -> {
        messages.put(key, now.plus(BETWEEN_UPDATES));
        updates.computeIfAbsent(wish.lane().workspace(), any -> new ArrayDeque<>()).addLast(now);
      }
    }
  }

  /// The call is over; it has arrived by now.
  void came(Wish wish, Instant now) {
    if (wish.act() == Wish.Act.POST) {
      posts.merge(wish.lane(), now.plus(BETWEEN_POSTS), Limits::later);
    }
  }

  /// The platform asked for it: posts are limited for a channel, updates for a workspace.
  void pause(Wish wish, Instant until) {
    switch (wish.act()) {
      case POST -> posts.merge(wish.lane(), until, Limits::later);
      case UPDATE -> updatePauses.merge(wish.lane().workspace(), until, Limits::later);
    }
  }

  void failed(String workspace, Instant now) {
    down.compute(
        workspace,
        (name, before) -> {
          int failures = before == null ? 1 : before.failures() + 1;
          Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
          return new Down(
              failures, now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
        });
  }

  void answered(String workspace) {
    down.remove(workspace);
  }

  boolean isDown(String workspace) {
    return down.containsKey(workspace);
  }

  void forget(String key) {
    messages.remove(key);
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
