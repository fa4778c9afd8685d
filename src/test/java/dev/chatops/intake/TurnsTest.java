package dev.chatops.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final Turns turns = new Turns();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch stored = new CountDownLatch(1);

  @Test
  void theSecondLineOfAPersonWaitsForTheFirstAndNobodyElseDoes() throws Exception {
    Thread first = says("alice", "first", stored);
    Awaitility.await().until(() -> first.getState() == Thread.State.WAITING);
    Thread second = says("alice", "second", new CountDownLatch(0));
    Awaitility.await().until(() -> second.getState() == Thread.State.WAITING);

    says("bob", "other", new CountDownLatch(0)).join();
    assertThat(done).containsExactly("other");
    stored.countDown();
    first.join();
    second.join();

    assertThat(done).containsExactly("other", "first", "second");
  }

  private Thread says(String person, String line, CountDownLatch until) {
    return Thread.ofVirtual()
        .start(() ->
            turns.take(
                person,
                () -> {
                  try {
                    until.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return done.add(line);
                }));
  }
}
