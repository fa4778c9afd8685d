package dev.chatops.intake;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What one person says is taken in the order in which it came, one line after the other: the
/// second of two commands must not be stored, and start, before the first. Others are not waited
/// for, but for a few who share a place by chance.
final class Turns {

  private static final int PLACES = 1024;

  private final ReentrantLock[] places =
      Stream.generate(() -> new ReentrantLock(true)).limit(PLACES).toArray(ReentrantLock[]::new);

  <T> T take(String person, Supplier<T> work) {
    ReentrantLock place = places[Math.floorMod(person.hashCode(), PLACES)];
    place.lock();
    try {
      return work.get();
    } finally {
      place.unlock();
    }
  }
}
