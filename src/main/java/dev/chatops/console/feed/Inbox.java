package dev.chatops.console.feed;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one follower was not told yet: the newest state of each command. Who is slow is told less,
/// and never what is over. For any thread.
public final class Inbox {

  private final Map<String, Entry> waiting = new LinkedHashMap<>();
  private boolean closed;

  synchronized void put(Entry entry) {
    waiting.remove(entry.uid());
    waiting.put(entry.uid(), entry);
    notifyAll();
  }

  /// What could not be told after all; newer states stay.
  public synchronized void putBack(Entry entry) {
    waiting.putIfAbsent(entry.uid(), entry);
  }

  /// Waits for news; empty when there were none, or nobody follows any more.
  public synchronized List<Entry> await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (waiting.isEmpty() && !closed && left > 0) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    List<Entry> news = List.copyOf(waiting.values());
    waiting.clear();
    return news;
  }

  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
