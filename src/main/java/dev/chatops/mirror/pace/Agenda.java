package dev.chatops.mirror.pace;

import dev.chatops.mirror.pace.Waiting.Queued;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who may do what next. Holds one wish a command, however often it changes; for one thread at a
/// time.
///
/// One message at a time is on its way to a channel, so that its order is kept and a channel that
/// does not answer holds up nobody else.
public final class Agenda {

  /// More first cards of commands that have ended than this become one summary.
  static final int FLOOD = 20;

  /// Lines of a summary.
  static final int LINES = 50;

  /// Looks at once: each costs requests to the API server.
  static final int LOOKS = 8;

  private final Limits limits = new Limits();
  private final Map<String, Sighting> sightings = new HashMap<>();
  private final TreeSet<Sighting> looks =
      new TreeSet<>(
          Comparator.comparing(Sighting::at)
              .thenComparingLong(Sighting::number)
              .thenComparing(Sighting::key));
  private final Waiting sends = new Waiting();
  private final Set<String> looked = new HashSet<>();
  private final Set<String> sending = new HashSet<>();
  private final Set<Lane> lanes = new HashSet<>();
  private long count;

  private record Sighting(String key, Instant at, long number) {}

  /// Looks at a command at that time, or earlier where that was wanted already.
  public void look(String key, Instant at) {
    Sighting before = sightings.get(key);
    if (before != null && !before.at().isAfter(at)) {
      return;
    }
    if (before != null) {
      looks.remove(before);
    }
    var sighting = new Sighting(key, at, count++);
    sightings.put(key, sighting);
    looks.add(sighting);
  }

  /// Takes the place of what was wished for the same command; its turn stays.
  public void want(String key, Wish wish) {
    Queued before = sends.find(key);
    sends.put(
        new Queued(
            key, wish, before == null ? count++ : before.number(), limits.earliest(key, wish)));
  }

  /// Nothing is to be said about it now.
  public void rest(String key) {
    sends.remove(key);
  }

  public void forget(String key) {
    rest(key);
    Sighting sighting = sightings.remove(key);
    if (sighting != null) {
      looks.remove(sighting);
    }
    limits.forget(key);
  }

  /// What is handed out is busy until [#done].
  public Next next(Instant now) {
    Instant until = Instant.MAX;
    if (looked.size() < LOOKS) {
      for (Sighting sighting : looks) {
        if (sighting.at().isAfter(now)) {
          until = sighting.at();
          break;
        }
        if (!busy(sighting.key())) {
          looks.remove(sighting);
          sightings.remove(sighting.key());
          looked.add(sighting.key());
          return new Next.Look(sighting.key());
        }
      }
    }
    return send(now, until);
  }

  private Next send(Instant now, Instant otherwise) {
    Instant until = earlier(otherwise, sends.ripen(now));
    Queued chosen = null;
    for (Queued head : sends.heads(lane -> !blocked(lane), key -> !busy(key)).toList()) {
      Instant at = limits.earliest(head.kind(), now);
      if (at.isAfter(now)) {
        until = earlier(until, at);
      } else if (chosen == null || before(head, chosen)) {
        chosen = head;
      }
    }
    return chosen == null ? new Next.Idle(until) : turn(chosen.key(), chosen.wish(), now);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static boolean before(Queued one, Queued other) {
    int urgency = one.wish().urgency().compareTo(other.wish().urgency());
    return urgency != 0 ? urgency < 0 : one.number() < other.number();
  }

  private Next.Turn turn(String key, Wish wish, Instant now) {
    List<String> keys = heap(wish);
    if (!keys.contains(key)) {
      keys = List.of(key);
    }
    limits.goes(key, wish, now);
    lanes.add(wish.lane());
    keys.forEach(sends::remove);
    sending.addAll(keys);
    return new Next.Turn(keys, wish);
  }

  private List<String> heap(Wish wish) {
    @Nullable String heap = wish.heap();
    if (heap == null) {
      return List.of();
    }
    var alike = new ArrayList<String>();
    sends
        .all()
        .filter(queued -> queued.wish().lane().equals(wish.lane()))
        .filter(queued -> heap.equals(queued.wish().heap()) && !busy(queued.key()))
        .forEach(queued -> alike.add(queued.key()));
    boolean begun = !heap.equals(Wish.ANY);
    // A service that is away is tried with one card: nothing is made a line of a summary for that.
    boolean flood = alike.size() > FLOOD && !limits.isDown(wish.lane().workspace());
    return begun || flood ? alike.subList(0, Math.min(alike.size(), LINES)) : List.of();
  }

  private boolean busy(String key) {
    return looked.contains(key) || sending.contains(key);
  }

  /// Where a service was away, one message tries it first.
  private boolean blocked(Lane lane) {
    return lanes.contains(lane)
        || (limits.isDown(lane.workspace())
            && lanes.stream().anyMatch(each -> each.workspace().equals(lane.workspace())));
  }

  public void done(Next.Look look) {
    looked.remove(look.key());
  }

  /// @param now when the platform had answered: the pace counts from there, since what goes out in
  ///   time may arrive late
  public void done(Next.Turn turn, Instant now) {
    turn.keys().forEach(sending::remove);
    lanes.remove(turn.wish().lane());
    limits.came(turn.wish(), now);
  }

  /// The platform asked for a pause.
  public void pause(Wish wish, Instant until) {
    limits.pause(wish, until);
  }

  /// The service did not take anything: a pause that grows, up to half a minute.
  public void failed(String workspace, Instant now) {
    limits.failed(workspace, now);
  }

  /// The service answered, whatever it said.
  public void answered(String workspace) {
    limits.answered(workspace);
  }
}
