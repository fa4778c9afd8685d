package dev.chatops.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {

  /// Begun workers; each runs when the test lets it.
  private final List<Runnable> begun = new ArrayList<>();

  private final List<String> taken = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final Backlog backlog = new Backlog(begun::add);

  @Test
  void eventsAreTakenInTheirOrderByAFewAtATime() {
    List<String> events = IntStream.range(0, 100).mapToObj(i -> "e" + i).toList();
    events.forEach(event -> add(event, event));

    assertThat(begun).hasSize(Backlog.AT_ONCE);
    run();

    assertThat(taken).isEqualTo(events);
    assertThat(acknowledged).isEqualTo(events);
  }

  @Test
  void whatIsDeliveredAgainMeanwhileIsTakenOnceAndEachDeliveryAcknowledged() {
    add("e", "first");
    add("e", "again");
    run();
    assertThat(taken).containsExactly("e");
    assertThat(acknowledged).containsExactly("first", "again");

    add("e", "later");
    run();
    assertThat(taken).containsExactly("e", "e");
    assertThat(acknowledged).containsExactly("first", "again", "later");
  }

  @Test
  void whatWasNotTakenIsLeftToBeDeliveredAgain() {
    backlog.add("e", 1, () -> false, () -> acknowledged.add("first"));
    run();
    assertThat(acknowledged).isEmpty();

    add("e", "again");
    run();
    assertThat(acknowledged).containsExactly("again");
  }

  @Test
  void aDeliveryThatCameMeanwhileIsTriedBeforeAnythingElseWhenTheFirstFails() {
    backlog.add("e", 1, () -> !taken.add("first"), () -> acknowledged.add("first"));
    add("other", "other");
    backlog.add("e", 1, () -> taken.add("again"), () -> acknowledged.add("again"));
    run();

    assertThat(taken).containsExactly("first", "again", "other");
    assertThat(acknowledged).containsExactly("again", "other");
  }

  @Test
  void whatWasTriedOrTakenMakesRoom() {
    int half = (int) (Backlog.ROOM / 2);
    backlog.add("e", half, () -> false, () -> acknowledged.add("first"));
    backlog.add("e", half, () -> false, () -> acknowledged.add("again"));
    add("other", "other");
    run();
    assertThat(taken).isEmpty();

    backlog.add("large", 2 * half, () -> taken.add("large"), () -> acknowledged.add("large"));
    run();
    assertThat(acknowledged).containsExactly("large");
  }

  @Test
  void whatFindsNoRoomIsLeftToBeDeliveredAgain() {
    int half = (int) (Backlog.ROOM / 2);
    backlog.add("large", half, () -> taken.add("large"), () -> acknowledged.add("large"));
    backlog.add("other", half, () -> taken.add("other"), () -> acknowledged.add("other"));
    add("third", "third");
    run();
    assertThat(taken).containsExactly("large", "other");

    add("third", "third again");
    run();
    assertThat(acknowledged).containsExactly("large", "other", "third again");
  }

  @Test
  void nothingIsBegunAfterItsEnd() {
    add("e", "e");
    backlog.close();
    add("late", "late");
    run();

    assertThat(taken).isEmpty();
  }

  private void add(String event, String delivery) {
    backlog.add(event, 1, () -> taken.add(event), () -> acknowledged.add(delivery));
  }

  private void run() {
    while (!begun.isEmpty()) {
      begun.removeFirst().run();
    }
  }
}
