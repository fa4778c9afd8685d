package dev.chatops.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.chat.Button;
import dev.chatops.chat.Button.Asks;
import dev.chatops.chat.Card;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.slack.BlockKit;
import dev.chatops.chat.slack.Reading;
import dev.chatops.testing.HostileTexts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class StatusCardTest {

  static final List<String> hostile = HostileTexts.SHOWN;

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whatHasEndedHasNoButtonsAndWhatHasNotCanBeCancelled(Reason reason) {
    Card card = StatusCard.of(Sample.at(reason), Sample.facts(null));

    assertThat(card.buttons())
        .extracting(Button::action)
        .isEqualTo(
            reason == Reason.AWAITING_APPROVAL
                ? List.of("approve", "deny", "cancel")
                : reason.terminal() ? List.of() : List.of("cancel"));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void theStateIsAWordAndWhatToDoNextIsThere(Reason reason) {
    Card card = StatusCard.of(Sample.at(reason), Sample.facts(null));

    assertThat(card.title()).startsWith(State.of(reason).words() + ": scale-web in shop");
    if (reason != Reason.AWAITING_APPROVAL) {
      assertThat(seen(card)).contains(reason.next().replaceAll("\\s", ""));
    }
  }

  @Test
  void approvalByChatIsNotOfferedWhereItWouldNotCount() {
    Card card = StatusCard.of(Sample.awaiting(false), Sample.facts(Sample.OWN_LOGIN));

    assertThat(card.buttons()).extracting(Button::action).containsExactly("deny", "cancel");
    assertThat(seen(card)).contains("kubectlchatopsapprovecc-7f3kq0-nshop");
  }

  @Test
  void whatCannotBeUndoneIsApprovedByTypingItsName() {
    Card card = StatusCard.of(Sample.awaiting(true), Sample.facts(Sample.TWO));

    assertThat(card.buttons().getFirst().asks()).isEqualTo(Asks.TARGET_NAME);
  }

  @Test
  void whatSpeaksAgainstAPlanIsReadByWhoApprovesIt() {
    String caution = "Argo CD owns the image and may undo this.";

    assertThat(seen(StatusCard.of(Sample.awaiting(false), Sample.facts(Sample.TWO))))
        .doesNotContain("mayundothis");
    assertThat(seen(StatusCard.of(Sample.awaitingInSpiteOf(caution), Sample.facts(Sample.TWO))))
        .contains("ArgoCDownstheimageandmayundothis.");
  }

  @Test
  void aReasonOfAnotherReleaseIsShownAsItIs() {
    assertThat(StatusCard.of(Sample.withReason("Paused"), Sample.facts(null)).title())
        .isEqualTo("Paused: scale-web in shop");
  }

  @ParameterizedTest
  @CsvSource({"cc-7f3kq0, 7f3k", "cc-7f, cc-7f", "scale-web-to-5, scale-web-to-5"})
  void peopleCallACommandByAShortName(String name, String shortId) {
    assertThat(ShortId.of(name)).isEqualTo(shortId);
  }

  @Test
  void aCommandIsWrittenAsItCouldBeSentAgain() {
    ChatCommand command = Sample.with("note", "two \"words\" \\");

    assertThat(Understood.of(command))
        .isEqualTo("scale-web note=\"two \\\"words\\\" \\\\\" in shop");
  }

  @ParameterizedTest
  @FieldSource("hostile")
  void nothingThatIsStoredCallsAnybody(String text) {
    Card card = StatusCard.of(Sample.full(text), Sample.facts(Sample.TWO, text, text));

    Reading reading = Reading.of(BlockKit.message(card, new MessageKey("uid", "card")));

    assertThat(reading.called()).isEmpty();
  }

  private static String seen(Card card) {
    return Reading.of(BlockKit.message(card, new MessageKey("uid", "card"))).seen();
  }
}
