package dev.chatops.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Inbound.Way;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.chat.inbound.Source;
import dev.chatops.intake.answer.Notes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private Instant now = START;
  private final Turns turns = new Turns(() -> now, Duration.ofMillis(50));

  @Test
  void whatWasSaidAfterALineThatWasNotStoredWaitsForIt() {
    assertThat(takes("alice", 1, Way.MENTION, Notes.notNow("full"))).isFalse();
    assertThat(stores("alice", 2)).isFalse();
    assertThat(stores("alice", 3)).isFalse();
    assertThat(stores("bob", 2)).isTrue();

    assertThat(stores("alice", 3)).isFalse();
    assertThat(stores("alice", 1)).isTrue();
    assertThat(stores("alice", 3)).isFalse();
    assertThat(stores("alice", 2)).isTrue();
    assertThat(stores("alice", 3)).isTrue();
  }

  @Test
  void whoDoesNotComeAgainInTimeIsNotWaitedFor() {
    takes("alice", 1, Way.MENTION, Notes.notNow("full"));

    now = now.plusSeconds(7);
    assertThat(stores("alice", 9)).isFalse();
    now = now.plusSeconds(1);
    assertThat(stores("alice", 8)).isTrue();
  }

  @Test
  void platformCommandsAreNotDeliveredAgainSoTheyNeitherWaitNorAreWaitedFor() {
    takes("alice", 1, Way.COMMAND, Notes.notNow("full"));
    assertThat(stores("alice", 2)).isTrue();

    takes("alice", 3, Way.MENTION, Notes.notNow("full"));
    assertThat(takes("alice", 4, Way.COMMAND, new Answer.Taken())).isTrue();
  }

  @Test
  void whatCameFirstIsNotOvertakenWhileItWaits() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var said = new ConcurrentLinkedQueue<Answer>();
    Thread slow =
        Thread.startVirtualThread(() ->
            said.add(
                turns.take(
                    "alice",
                    line("alice", 2, Way.MENTION),
                    () -> {
                      begun.countDown();
                      awaitCalmly(end);
                      return new Answer.Taken();
                    })));
    begun.await();
    assertThat(stores("alice", 1)).as("nobody waits for ever").isFalse();
    end.countDown();
    slow.join();

    assertThat(said).containsExactly(new Answer.Taken());
    assertThat(stores("alice", 3)).as("the first has not come again").isFalse();
    assertThat(stores("alice", 1)).isTrue();
    assertThat(stores("alice", 3)).isTrue();
  }

  private static void awaitCalmly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean stores(String person, int second) {
    return takes(person, second, Way.MENTION, new Answer.Taken());
  }

  private boolean takes(String person, int second, Way way, Answer answer) {
    return turns.take(person, line(person, second, way), () -> answer) instanceof Answer.Taken;
  }

  private static Inbound.Said line(String person, int second, Way way) {
    var source =
        new Source(
            "slack",
            "acme",
            "T1",
            person,
            "C1",
            false,
            null,
            "m" + second,
            "i" + second,
            START.plusSeconds(second),
            START.plusSeconds(second));
    return new Inbound.Said(source, way, List.of(new Piece.Typed("scale web 5")));
  }
}
