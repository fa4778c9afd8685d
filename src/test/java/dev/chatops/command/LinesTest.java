package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.command.Lines.Ahead;
import dev.chatops.command.Lines.Ticket;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final Lines lines = new Lines();

  @Test
  void whoAskedFirstGoesFirstWhoeverArrivesFirst() {
    lines.put(waiting("late", "web", NOON.plusSeconds(1)));
    lines.put(waiting("early", "web", NOON));

    assertThat(lines.ahead("early")).isEmpty();
    assertThat(lines.ahead("late")).contains(new Ahead(id("early"), 1));
  }

  @Test
  void theNameDecidesBetweenThoseAskedAtOnce() {
    lines.put(waiting("b", "web", NOON));
    lines.put(waiting("c", "web", NOON));
    lines.put(waiting("a", "web", NOON));

    assertThat(lines.ahead("c")).contains(new Ahead(id("a"), 2));
  }

  @Test
  void whoRunsIsWaitedForByThoseWhoAskedBefore() {
    lines.put(running("late", "web", NOON.plusSeconds(1)));
    lines.put(waiting("early", "web", NOON));

    assertThat(lines.ahead("early")).contains(new Ahead(id("late"), 1));
  }

  @Test
  void anOldEventDoesNotMakeARunningOneWaitAgain() {
    lines.put(running("runs", "web", NOON.plusSeconds(1)));
    lines.put(waiting("runs", "web", NOON.plusSeconds(1)));
    lines.put(waiting("early", "web", NOON));

    assertThat(lines.ahead("early")).contains(new Ahead(id("runs"), 1));
  }

  @Test
  void aTurnLastsUntilSomebodyElseHasHadOne() {
    lines.put(waiting("second", "web", NOON.plusSeconds(1)));
    var alone = lines.turn("second");
    lines.put(waiting("other", "api", NOON));
    var _ = lines.leave("other");

    assertThat(alone).isPresent();
    assertThat(lines.turn("second")).isEqualTo(alone);

    lines.put(running("first", "web", NOON));
    assertThat(lines.turn("second")).isEmpty();
    var _ = lines.leave("first");

    assertThat(lines.turn("second")).isPresent().isNotEqualTo(alone);
  }

  @Test
  void whoStandsInNoLineHasNoTurn() {
    assertThat(lines.turn("unknown")).isEmpty();
  }

  @Test
  void linesOfDifferentTargetsHaveNothingToDoWithEachOther() {
    lines.put(running("one", "web", NOON));
    lines.put(waiting("two", "api", NOON));

    assertThat(lines.ahead("two")).isEmpty();
  }

  @Test
  void whoTurnsOutToMeanAnotherTargetChangesTheLine() {
    lines.put(waiting("first", "web", NOON));
    lines.put(waiting("second", "web", NOON.plusSeconds(1)));

    lines.put(waiting("first", "api", NOON));

    assertThat(lines.ahead("second")).isEmpty();
  }

  @Test
  void anEndGivesTheTurnToTheNextOneOnly() {
    lines.put(running("first", "web", NOON));
    lines.put(waiting("second", "web", NOON.plusSeconds(1)));
    lines.put(waiting("third", "web", NOON.plusSeconds(2)));

    Optional<ResourceID> next = lines.leave("first");

    assertThat(next).contains(id("second"));
    assertThat(lines.ahead("third")).contains(new Ahead(id("second"), 1));
  }

  @Test
  void nobodyIsCalledWhileAnotherRunsOrTheLineIsEmpty() {
    lines.put(running("runs", "web", NOON));
    lines.put(waiting("gives-up", "web", NOON.plusSeconds(1)));

    assertThat(lines.leave("gives-up")).isEmpty();
    assertThat(lines.leave("runs")).isEmpty();
    assertThat(lines.leave("never-came")).isEmpty();
  }

  private static Ticket waiting(String name, String target, Instant asked) {
    return new Ticket(name, id(name), target, asked, false);
  }

  private static Ticket running(String name, String target, Instant asked) {
    return new Ticket(name, id(name), target, asked, true);
  }

  private static ResourceID id(String name) {
    return new ResourceID(name, "shop");
  }
}
