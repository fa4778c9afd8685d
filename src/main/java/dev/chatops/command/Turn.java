package dev.chatops.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Locks that are held together, from asking whether a command may start until that is stored.
final class Turn implements AutoCloseable {

  private final List<ReentrantLock> held;

  private Turn(List<ReentrantLock> held) {
    this.held = held;
  }

  /// Waits until all are free. `target` always comes first, so that nobody waits in a circle.
  static Turn of(ReentrantLock target, List<ReentrantLock> others) {
    var locks = new ArrayList<ReentrantLock>();
    locks.add(target);
    locks.addAll(others);
    locks.forEach(ReentrantLock::lock);
    return new Turn(locks);
  }

  @Override
  public void close() {
    held.reversed().forEach(ReentrantLock::unlock);
  }
}
