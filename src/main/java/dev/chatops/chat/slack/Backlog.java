package dev.chatops.chat.slack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Events that were delivered and are not taken yet, in the order in which they came; across the
/// connections that brought them. For any thread.
///
/// Slack delivers an event again that is not acknowledged within 3 s, at once, after a minute and
/// after five. So one that comes faster than it can be stored may wait here for some minutes: it is
/// stored once, in its turn, and whichever of its deliveries is still waited for is acknowledged
/// then. What is lost with the process comes again.
final class Backlog {

  /// Events that are worked on at a time.
  static final int AT_ONCE = 32;

  /// Characters of all events together.
  static final long ROOM = 16L * 1024 * 1024;

  private final Executor workers;
  private final Deque<Event> waiting = new ArrayDeque<>();
  private final Map<String, Event> open = new HashMap<>();
  private long size;
  private int working;
  private boolean closed;

  Backlog(Executor workers) {
    this.workers = workers;
  }

  /// One event; the deliveries that came while it is here, the earliest first.
  private record Event(String key, Deque<Delivery> deliveries) {}

  private record Delivery(int size, BooleanSupplier work, Runnable acknowledge) {}

  private record Begun(Event event, Delivery delivery) {}

  /// Where there is no room, it is left to be delivered again. A delivery that comes while an
  /// earlier one is not taken yet is tried only if that one fails.
  ///
  /// @param key the same for each delivery of an event
  /// @param size in characters
  /// @param work takes it, and does not throw; false where it shall come again
  /// @param acknowledge this delivery, once the event was taken
  synchronized void add(String key, int size, BooleanSupplier work, Runnable acknowledge) {
    if (closed || this.size + size > ROOM) {
      return;
    }
    this.size += size;
    var delivery = new Delivery(size, work, acknowledge);
    Event known = open.get(key);
    if (known != null) {
      known.deliveries().add(delivery);
      return;
    }
    var event = new Event(key, new ArrayDeque<>(List.of(delivery)));
    open.put(key, event);
    waiting.add(event);
    if (working < AT_ONCE) {
      working++;
      workers.execute(this::work);
    }
  }

  /// What waits is dropped.
  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private void work() {
    for (Begun begun = next(); begun != null; begun = next()) {
      boolean taken = begun.delivery().work().getAsBoolean();
      done(begun.event(), taken).forEach(delivery -> delivery.acknowledge().run());
    }
  }

  private synchronized @Nullable Begun next() {
    Event event = waiting.poll();
    if (event == null) {
      working--;
      return null;
    }
    return new Begun(event, event.deliveries().getFirst());
  }

  /// @return what is acknowledged now
  private synchronized List<Delivery> done(Event event, boolean taken) {
    if (!taken) {
      size -= event.deliveries().removeFirst().size();
      if (!event.deliveries().isEmpty() && !closed) {
        waiting.addFirst(event);
        return List.of();
      }
    }
    open.remove(event.key());
    event.deliveries().forEach(delivery -> size -= delivery.size());
    return List.copyOf(event.deliveries());
  }
}
