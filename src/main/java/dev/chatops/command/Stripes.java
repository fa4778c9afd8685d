package dev.chatops.command;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Locks by key, of a fixed number: two keys may share one.
final class Stripes {

  private static final int COUNT = 128;

  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(COUNT).toList();

  ReentrantLock of(String key) {
    return locks.get(index(key));
  }

  /// In one order for everybody, so that nobody waits in a circle; each once.
  List<ReentrantLock> of(Collection<String> keys) {
    return keys.stream().map(Stripes::index).distinct().sorted().map(locks::get).toList();
  }

  private static int index(String key) {
    return Math.floorMod(key.hashCode(), COUNT);
  }
}
