package dev.chatops.mirror.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatops.mirror.pace.Next.Idle;
import dev.chatops.mirror.pace.Next.Look;
import dev.chatops.mirror.pace.Next.Turn;
import dev.chatops.mirror.pace.Wish.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Time is an argument, so an hour of limits takes no time.
class AgendaTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Lane SHOP = new Lane("acme", "C1");
  private static final Lane BANK = new Lane("acme", "C2");
  private static final Lane ABROAD = new Lane("globex", "C3");

  private final Agenda agenda = new Agenda();
  private Instant now = NOON;

  @Test
  void nothingToDoIsNothingForever() {
    assertThat(agenda.next(now)).isEqualTo(new Idle(Instant.MAX));
  }

  @Test
  void theMostUrgentGoesFirstAndProgressLast() {
    post("progress", SHOP, Urgency.PROGRESS);
    post("first", SHOP, Urgency.FIRST);
    post("terminal", SHOP, Urgency.TERMINAL);
    post("wanted", SHOP, Urgency.WANTED);

    assertThat(drain(Duration.ofSeconds(10)))
        .extracting(Sent::key)
        .containsExactly("wanted", "terminal", "first", "progress");
  }

  @Test
  void aChannelTakesOnePostASecondWhileOthersTakeTheirs() {
    for (int i = 0; i < 5; i++) {
      post("shop" + i, SHOP, Urgency.FIRST);
      post("bank" + i, BANK, Urgency.FIRST);
    }

    List<Sent> sent = drain(Duration.ofSeconds(10));

    for (String channel : List.of("shop", "bank")) {
      assertThat(sent.stream().filter(s -> s.key().startsWith(channel)).map(Sent::at))
          .containsExactlyElementsOf(IntStream.range(0, 5).mapToObj(NOON::plusSeconds).toList());
    }
  }

  @Test
  void ofManyUpdatesOfOneMessageTheLatestGoesEveryThreeSeconds() {
    var sent = new ArrayList<Sent>();
    for (int tenth = 0; tenth < 100; tenth++) {
      update("web", SHOP, Urgency.PROGRESS);
      sent.addAll(drain(Duration.ofMillis(100)));
    }

    assertThat(sent)
        .extracting(Sent::at)
        .containsExactly(NOON, NOON.plusSeconds(3), NOON.plusSeconds(6), NOON.plusSeconds(9));
  }

  @Test
  void aWorkspaceTakesFiftyUpdatesAMinuteOfWhichTenAreNotForProgress() {
    for (int i = 0; i < 60; i++) {
      update("p" + i, new Lane("acme", "C" + i), Urgency.PROGRESS);
    }
    assertThat(drain(Duration.ofSeconds(50))).hasSize(40);

    for (int i = 0; i < 20; i++) {
      update("t" + i, new Lane("acme", "C" + i), Urgency.TERMINAL);
    }
    assertThat(drain(Duration.ofSeconds(5)))
        .hasSize(10)
        .allMatch(sent -> sent.key().startsWith("t"));

    update("x", ABROAD, Urgency.PROGRESS);
    assertThat(drain(Duration.ofSeconds(1))).extracting(Sent::key).containsExactly("x");
  }

  @Test
  void noMinuteHasMoreThanFiftyUpdates() {
    for (int i = 0; i < 200; i++) {
      update("t" + i, new Lane("acme", "C" + i), Urgency.TERMINAL);
    }

    List<Sent> sent = drain(Duration.ofMinutes(4));

    assertThat(sent).hasSize(200);
    assertThat(sent)
        .allSatisfy(one ->
            assertThat(sent)
                .filteredOn(other ->
                    !other.at().isBefore(one.at()) && other.at().isBefore(one.at().plusSeconds(60)))
                .hasSizeLessThanOrEqualTo(50));
  }

  @Test
  void aChannelThatDoesNotAnswerHoldsUpNobodyElse() {
    post("stuck", SHOP, Urgency.WANTED);
    Turn stuck = (Turn) agenda.next(now);
    post("behind", SHOP, Urgency.WANTED);
    post("other", BANK, Urgency.PROGRESS);

    assertThat(drain(Duration.ofMinutes(5))).extracting(Sent::key).containsExactly("other");

    Instant answered = now;
    agenda.done(stuck, answered);
    assertThat(drain(Duration.ofSeconds(2)))
        .extracting(Sent::key, Sent::at)
        .containsExactly(tuple("behind", answered.plusSeconds(1)));
  }

  @Test
  void aPauseOfPostsIsOfTheChannelAndOneOfUpdatesOfTheWorkspace() {
    agenda.pause(wish(Act.POST, SHOP, Urgency.FIRST, null), now.plusSeconds(30));
    post("shop", SHOP, Urgency.FIRST);
    post("bank", BANK, Urgency.FIRST);
    assertThat(drain(Duration.ofSeconds(29))).extracting(Sent::key).containsExactly("bank");
    assertThat(drain(Duration.ofSeconds(2))).extracting(Sent::key).containsExactly("shop");

    agenda.pause(wish(Act.UPDATE, SHOP, Urgency.FIRST, null), now.plusSeconds(30));
    update("bank", BANK, Urgency.TERMINAL);
    update("abroad", ABROAD, Urgency.TERMINAL);
    assertThat(drain(Duration.ofSeconds(29))).extracting(Sent::key).containsExactly("abroad");
  }

  @Test
  void aServiceThatIsAwayIsTriedByOneMessageAtGrowingIntervals() {
    for (int i = 0; i < 10; i++) {
      post("c" + i, new Lane("acme", "C" + i), Urgency.FIRST);
    }
    post("abroad", ABROAD, Urgency.FIRST);
    agenda.failed("acme", now);

    var tries = new ArrayList<Duration>();
    while (tries.size() < 7) {
      switch (agenda.next(now)) {
        case Turn turn when turn.wish().lane().equals(ABROAD) -> agenda.done(turn, now);
        case Turn turn -> {
          tries.add(Duration.between(NOON, now));
          assertThat(agenda.next(now)).isInstanceOf(Idle.class);
          agenda.failed("acme", now);
          agenda.want(turn.keys().getFirst(), turn.wish());
          agenda.done(turn, now);
        }
        case Idle(Instant until) -> now = until;
        case Look look -> agenda.done(look);
      }
    }

    assertThat(tries)
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 3L, 7L, 15L, 31L, 61L, 91L);
    agenda.answered("acme");
    assertThat(drain(Duration.ofSeconds(40))).hasSize(10);
  }

  @Test
  void moreThanTwentyEndsInAChannelAreOneMessageInTheOrderOfTheirComing() {
    for (int i = 0; i < 70; i++) {
      ended("c%02d".formatted(i), SHOP);
    }
    post("unended", SHOP, Urgency.FIRST);

    var turn = (Turn) agenda.next(now);

    assertThat(turn.keys())
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj("c%02d"::formatted).toList());
    agenda.done(turn, now);
    List<Sent> rest = drain(Duration.ofMinutes(1));
    assertThat(rest).hasSize(21).allMatch(sent -> sent.keys() == 1);
  }

  @Test
  void aServiceThatIsAwayIsTriedWithOneCardAndThenToldTheRestAtOnce() {
    agenda.failed("acme", now);
    for (int i = 0; i < 30; i++) {
      ended("c%02d".formatted(i), SHOP);
    }
    now = now.plusSeconds(1);

    var trial = (Turn) agenda.next(now);
    assertThat(trial.keys()).containsExactly("c00");
    agenda.answered("acme");
    agenda.done(trial, now);

    assertThat(drain(Duration.ofSeconds(5))).extracting(Sent::keys).containsExactly(29);
  }

  @Test
  void twentyEndsAreTwentyMessages() {
    for (int i = 0; i < 20; i++) {
      ended("c" + i, SHOP);
      ended("d" + i, BANK);
    }

    assertThat(drain(Duration.ofMinutes(1))).hasSize(40).allMatch(sent -> sent.keys() == 1);
  }

  @Test
  void linesOfASummaryThatWasBegunStayTogetherHoweverFew() {
    agenda.want("a", wish(Act.POST, SHOP, Urgency.TERMINAL, "uid-1"));
    agenda.want("b", wish(Act.POST, SHOP, Urgency.TERMINAL, "uid-1"));
    agenda.want("c", wish(Act.POST, SHOP, Urgency.TERMINAL, "uid-2"));

    assertThat(((Turn) agenda.next(now)).keys()).containsExactly("a", "b");
  }

  @Test
  void aCommandIsLookedAtOnceHoweverOftenItChangesAndByOneAtATime() {
    agenda.look("web", now);
    agenda.look("web", now);
    var look = (Look) agenda.next(now);
    agenda.look("web", now);

    assertThat(agenda.next(now)).isInstanceOf(Idle.class);

    agenda.done(look);
    assertThat(agenda.next(now)).isEqualTo(look);
    agenda.done(look);
    assertThat(agenda.next(now)).isEqualTo(new Idle(Instant.MAX));
  }

  @Test
  void theEarliestOfSeveralLooksCounts() {
    agenda.look("web", now.plusSeconds(60));
    agenda.look("web", now.plusSeconds(5));
    agenda.look("web", now.plusSeconds(30));

    assertThat(agenda.next(now)).isEqualTo(new Idle(now.plusSeconds(5)));
    assertThat(agenda.next(now.plusSeconds(5))).isEqualTo(new Look("web"));
    agenda.done(new Look("web"));
    assertThat(agenda.next(now.plusSeconds(600))).isEqualTo(new Idle(Instant.MAX));
  }

  @Test
  void atMostEightLookAtOnce() {
    for (int i = 0; i < 20; i++) {
      agenda.look("c" + i, now);
    }

    for (int i = 0; i < 8; i++) {
      assertThat(agenda.next(now)).isInstanceOf(Look.class);
    }
    assertThat(agenda.next(now)).isInstanceOf(Idle.class);
  }

  @Test
  void whatIsForgottenNeverComes() {
    agenda.look("web", now);
    post("web", SHOP, Urgency.WANTED);
    agenda.forget("web");

    assertThat(agenda.next(now)).isEqualTo(new Idle(Instant.MAX));
  }

  private record Sent(String key, int keys, Instant at) {}

  /// Sends what may be sent in so much time, each in no time.
  private List<Sent> drain(Duration time) {
    Instant end = now.plus(time);
    var sent = new ArrayList<Sent>();
    while (now.isBefore(end)) {
      switch (agenda.next(now)) {
        case Turn turn -> {
          sent.add(new Sent(turn.keys().getFirst(), turn.keys().size(), now));
          agenda.done(turn, now);
        }
        case Look look -> agenda.done(look);
        case Idle(Instant until) -> now = until.isBefore(end) ? until : end;
      }
    }
    return sent;
  }

  private void post(String key, Lane lane, Urgency urgency) {
    agenda.want(key, wish(Act.POST, lane, urgency, null));
  }

  private void ended(String key, Lane lane) {
    agenda.want(key, wish(Act.POST, lane, Urgency.TERMINAL, Wish.ANY));
  }

  private void update(String key, Lane lane, Urgency urgency) {
    agenda.want(key, wish(Act.UPDATE, lane, urgency, null));
  }

  private Wish wish(Act act, Lane lane, Urgency urgency, String heap) {
    return new Wish(act, lane, urgency, heap, now);
  }
}
