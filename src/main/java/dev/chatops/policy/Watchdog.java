package dev.chatops.policy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gives up on work that takes longer than a rule may: an evaluation cannot be interrupted, only
/// left behind.
///
/// The budget is processor time, so that a busy machine does not turn into refusals; the wait is
/// bounded as well. Work that is left behind ends by the limits of [RuleLanguage]; there are never
/// more than four threads of it.
final class Watchdog {
  static final Duration BUDGET = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
  private static final long LOOK_MILLIS = 10;
  private static final int THREADS = 4;

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final ExecutorService WORKERS =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("chatops-rules-", 1).factory());

  private Watchdog() {}

  /// @throws TimeoutException when it took too long; it may go on in the background
  /// @throws ExecutionException with what the work threw
  static <T> T run(Callable<T> work) throws TimeoutException, ExecutionException {
    var timed = new Timed<>(work);
    long start = System.nanoTime();
    WORKERS.execute(timed);
    while (true) {
      try {
        return timed.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        if (timed.used() > BUDGET.toNanos() || System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
          timed.cancel(true);
          throw notYet;
        }
      } catch (InterruptedException stopping) {
        timed.cancel(true);
        Thread.currentThread().interrupt();
        throw new ExecutionException(stopping);
      }
    }
  }

  /// Work that knows how much processor time it has used.
  private static final class Timed<T> extends FutureTask<T> {
    private volatile long thread;
    private volatile long before;

    Timed(Callable<T> work) {
      super(work);
    }

    @Override
    public void run() {
      before = CLOCK.getCurrentThreadCpuTime();
      thread = Thread.currentThread().threadId();
      super.run();
    }

    /// Nanoseconds; 0 before it began.
    long used() {
      return thread == 0 ? 0 : CLOCK.getThreadCpuTime(thread) - before;
    }
  }
}
