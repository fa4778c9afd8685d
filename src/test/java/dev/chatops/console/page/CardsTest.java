package dev.chatops.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.mirror.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CardsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:02:30Z");
  private static final AllowedCommandSpec FOUR_EYES = Shelf.definition("close-web").spec();
  private static final AllowedCommandSpec FREE = Shelf.definition("scale-web").spec();
  private static final Standing APPROVER = new Standing(true, false);
  private static final Standing REQUESTER = new Standing(false, true);

  private static CardView card(ChatCommand command, AllowedCommandSpec spec, Standing standing) {
    return Cards.of(command, spec, standing, NOW);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasALookAndAWord(Reason reason) {
    CardView card = card(Sample.at(reason), FREE, Standing.READER);

    assertThat(card.words()).isNotEmpty();
    assertThat(card.look().icon()).isNotEmpty();
    assertThat(card.choices()).isNull();
    assertThat(card.spoken()).contains("scale-web", "alice", card.words());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void onlyWhatHasNotEndedCanBeDecided(Reason reason) {
    var choices = card(Sample.at(reason), FOUR_EYES, REQUESTER).choices();

    assertThat(choices != null).isEqualTo(!reason.terminal());
  }

  @Test
  void whoMayApproveIsAskedAndWhoAskedIsNot() {
    CardView bob = card(Sample.awaiting(false), FOUR_EYES, APPROVER);
    CardView alice = card(Sample.awaiting(false), FOUR_EYES, new Standing(true, true));
    CardView carol = card(Sample.awaiting(false), FOUR_EYES, Standing.READER);

    assertThat(bob.choices()).isEqualTo(new CardView.Choices(true, true, "d1", null));
    assertThat(bob.consent()).isEqualTo("Needs 1 approval; you may give one.");
    assertThat(alice.choices()).isEqualTo(new CardView.Choices(false, true, "d1", null));
    assertThat(alice.consent()).isEqualTo("Needs 1 approval by other people: you asked for it.");
    assertThat(carol.choices()).isNull();
    assertThat(carol.consent())
        .isEqualTo("Needs 1 approval by people with the verb approve on scale-web.");
  }

  @Test
  void whatCannotBeUndoneIsTypedToApprove() {
    assertThat(card(Sample.awaiting(true), FOUR_EYES, APPROVER).choices().target())
        .isEqualTo("web");
  }

  @Test
  void whatSpeaksAgainstAPlanIsPartOfIt() {
    CardView card = card(Sample.awaitingInSpiteOf("Argo CD may undo this."), FOUR_EYES, APPROVER);

    assertThat(card.plan().caution()).isEqualTo("Argo CD may undo this.");
  }

  @Test
  void stepsSayHowFarItIs() {
    assertThat(card(Sample.awaiting(false), FOUR_EYES, APPROVER).steps())
        .extracting(Step::label, Step::status, Step::detail)
        .containsExactly(
            tuple("Accepted", "done", ""),
            tuple("Approval", "current", "0 of 1"),
            tuple("Run", "todo", ""),
            tuple("Result", "todo", ""));
    assertThat(card(Sample.at(Reason.RUNNING), FREE, REQUESTER).steps())
        .extracting(Step::label, Step::status)
        .containsExactly(
            tuple("Accepted", "done"), tuple("Run", "current"), tuple("Result", "todo"));
    assertThat(card(Sample.at(Reason.ROLLOUT_FAILED), FREE, REQUESTER).steps())
        .extracting(Step::status)
        .containsExactly("done", "failed", "failed");
    assertThat(card(Sample.at(Reason.FORBIDDEN), FREE, REQUESTER).steps())
        .extracting(Step::status)
        .containsExactly("stopped", "todo", "stopped");
  }

  @Test
  void whatWentWellFoldsAfterAMinute() {
    ChatCommand done = Sample.at(Reason.COMPLETED);
    Instant ended = done.getStatus().finishedAt();

    assertThat(Cards.of(done, FREE, REQUESTER, ended.plusSeconds(59)).folded()).isFalse();
    assertThat(Cards.of(done, FREE, REQUESTER, ended.plusSeconds(61)).folded()).isTrue();
    assertThat(
            Cards.of(
                    Sample.at(Reason.ROLLOUT_FAILED),
                    FREE,
                    REQUESTER,
                    ended.plus(Duration.ofDays(1)))
                .folded())
        .isFalse();
  }

  @Test
  void aDefinitionThatIsGoneTakesNothingFromTheCard() {
    CardView card = Cards.of(Sample.awaiting(false), null, APPROVER, NOW);

    assertThat(card.words()).isEqualTo("Approval wanted");
    assertThat(card.until()).isNull();
  }

  @Test
  void namesThatWereMadeAreShort() {
    assertThat(Cards.id("web-7f3kq0d1o8j2n5s4t6u9v0a1b2")).isEqualTo("7f3k");
    assertThat(Cards.id("cc-7f3kq0d1o8j2n5s4t6u9v0a1b2")).isEqualTo("7f3k");
    assertThat(Cards.id("close-web")).isEqualTo("close-web");
  }
}
