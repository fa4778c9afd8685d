package dev.chatops.chat.slack;

import java.util.ArrayDeque;
import java.util.ArrayList;
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

  private static final int DELIVERIES = 8;

  private final Executor workers;
  private final Deque<Event> waiting = new ArrayDeque<>();
  private final Map<String, Event> open = new HashMap<>();
  private long size;
  private int working;
  private boolean closed;

  Backlog(Executor workers) {
    this.workers = workers;
  }

  private record Event(String key, int size, BooleanSupplier work, List<Runnable> deliveries) {}

  /// Where there is no room, it is left to be delivered again.
  ///
  /// @param key the same for each delivery of an event
  /// @param size in characters
  /// @param work takes it, and does not throw; false where it shall come again
  /// @param acknowledge this delivery, once the event was taken
  synchronized void add(String key, int size, BooleanSupplier work, Runnable acknowledge) {
    Event known = open.get(key);
    if (known != null) {
      if (known.deliveries().size() < DELIVERIES) {
        known.deliveries().add(acknowledge);
      }
      return;
    }
    if (closed || this.size + size > ROOM) {
      return;
    }
    var event = new Event(key, size, work, new ArrayList<>(List.of(acknowledge)));
    this.size += size;
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
    for (Event event = next(); event != null; event = next()) {
      boolean taken = event.work().getAsBoolean();
      List<Runnable> deliveries = done(event);
      if (taken) {
        deliveries.forEach(Runnable::run);
      }
    }
  }

  private synchronized @Nullable Event next() {
    Event event = waiting.poll();
    if (event == null) {
      working--;
    }
    return event;
  }

  private synchronized List<Runnable> done(Event event) {
    open.remove(event.key());
    size -= event.size();
    return event.deliveries();
  }
}
