package dev.chatops.mirror;

import static dev.chatops.mirror.Situations.ALICE;
import static dev.chatops.mirror.Situations.BOB;
import static dev.chatops.mirror.Situations.STORED;
import static dev.chatops.mirror.Situations.endedAfter;
import static dev.chatops.mirror.Situations.fromChat;
import static dev.chatops.mirror.Situations.printed;
import static dev.chatops.mirror.Situations.printedMore;
import static dev.chatops.mirror.Situations.replanned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.DeliveryReply;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.chat.Capabilities;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NextStepTest {

  @Test
  void aCommandThatMayEndAtOnceIsWaitedForASecond() {
    Situations accepted = Situations.of(Sample.at(Reason.ACCEPTED));

    assertThat(accepted.at(STORED.plusMillis(999)).next())
        .isEqualTo(new Step.Wait(STORED.plusSeconds(1)));
    assertThat(accepted.at(STORED.plusSeconds(1)).next()).isInstanceOf(Step.Post.class);
  }

  @Test
  void whatNeedsApprovalIsPostedAtOnce() {
    assertThat(Situations.of(Sample.awaiting(false)).at(STORED).next())
        .isInstanceOfSatisfying(Step.Post.class, post -> assertThat(post.covers()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whatHasEndedIsPostedOnceAndSettledWithoutAnotherWord(Reason reason) {
    if (!reason.terminal()) {
      return;
    }
    Situations ended = Situations.of(Sample.at(reason)).at(STORED);

    var post = (Step.Post) ended.next();

    assertThat(post.covers()).containsExactly("done");
    assertThat(ended.posted("done").next()).isEqualTo(new Step.Settle(Delivery.State.POSTED));
  }

  @ParameterizedTest
  @CsvSource({
    "ROLLOUT_FAILED, 5, , true",
    "DENIED, 5, , true",
    "APPROVAL_EXPIRED, 5, , true",
    "FORBIDDEN, 5, , true",
    "COMPLETED, 60, , false",
    "COMPLETED, 61, , true",
    "COMPLETED, 5, false, false",
    "COMPLETED, 5, true, true",
    "ALREADY_APPLIED, 5, , false",
  })
  void theRequesterIsCalledWhenItFailsTakesLongOrWhenTheyAskedForIt(
      Reason reason, int seconds, Boolean notify, boolean called) {
    ChatCommand command = fromChat(endedAfter(Sample.at(reason), seconds), notify);

    Step later = Situations.of(command).posted().next();
    Step first = Situations.of(command).next();

    if (called) {
      assertThat(later)
          .isInstanceOfSatisfying(
              Step.Reply.class,
              reply -> {
                assertThat(reply.purpose()).isEqualTo("done");
                assertThat(called(reply.card())).containsExactly(ALICE);
              });
      assertThat(called(((Step.Post) first).card())).containsExactly(ALICE);
    } else {
      assertThat(later).isEqualTo(new Step.Settle(Delivery.State.POSTED));
      assertThat(called(((Step.Post) first).card())).isEmpty();
    }
  }

  @Test
  void aCardThatSaysSomethingElseIsUpdatedBeforeAnybodyIsCalled() {
    assertThat(Situations.of(Sample.awaiting(false)).outdated().next())
        .isInstanceOf(Step.Update.class);
    assertThat(Situations.of(Sample.at(Reason.FAILED)).outdated().next())
        .isInstanceOf(Step.Update.class);
  }

  @Test
  void nothingIsSaidTwice() {
    assertThat(Situations.of(Sample.at(Reason.RUNNING)).posted().next())
        .isEqualTo(new Step.Wait(Instant.MAX));
  }

  @Test
  void whoMayApproveIsCalledOnceForAPlan() {
    Situations waiting = Situations.of(Sample.awaiting(false));

    var reply = (Step.Reply) waiting.posted().next();

    assertThat(reply.purpose()).isEqualTo("wanted/d1");
    assertThat(reply.plan()).isEqualTo(waiting.command().getStatus().plan().summary());
    assertThat(called(reply.card())).containsExactly(BOB);
    assertThat(reply.card().buttons()).isEmpty();
    assertThat(waiting.posted("wanted/d1").next())
        .isEqualTo(new Step.Wait(STORED.plusSeconds(900)));
  }

  @Test
  void aNewPlanCallsAgainAndSaysWhatItWasAndThatApprovalsOfItNoLongerCount() {
    Situations replanned = Situations.of(replanned(Sample.awaiting(false), "d2"));

    var reply = (Step.Reply) replanned.asked("d1", "replicas: 3 → 5").next();

    assertThat(reply.purpose()).isEqualTo("changed/d2");
    assertThat(reply.plan()).isEqualTo("replicas: 4 → 5");
    assertThat(called(reply.card())).containsExactly(BOB);
    assertThat(words(reply.card()))
        .contains(
            "The plan changed from replicas: 3 → 5 to replicas: 4 → 5. If you approved the earlier"
                + " one, your approval no longer counts.");
    assertThat(replanned.posted("wanted/d1", "changed/d2").next()).isInstanceOf(Step.Wait.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "replicas: 4 → 5 | What the plan is made from changed; it still reads replicas: 4 → 5.",
        "null | The plan changed. It is now replicas: 4 → 5.",
      })
  void aNewPlanThatReadsTheSameOrFollowsAnUnknownOneIsToldAsSuch(String before, String told) {
    Situations replanned = Situations.of(replanned(Sample.awaiting(false), "d2"));

    var reply = (Step.Reply) replanned.asked("d1", before).next();

    assertThat(words(reply.card())).contains(told);
  }

  @Test
  void aPlanThatComesBackIsNewsAgain() {
    assertThat(Situations.of(Sample.awaiting(false)).posted("wanted/d1", "changed/d2").next())
        .isInstanceOfSatisfying(
            Step.Reply.class, reply -> assertThat(reply.purpose()).isEqualTo("changed/d1"));
  }

  @ParameterizedTest
  @CsvSource({"899, false", "900, true", "1799, true", "1800, false"})
  void aReminderComesOnceAtHalfTimeAndNotWhenTimeIsUp(int seconds, boolean reminded) {
    Situations waiting =
        Situations.of(Sample.awaiting(false)).posted("wanted/d1").at(STORED.plusSeconds(seconds));

    if (reminded) {
      assertThat(waiting.next())
          .isInstanceOfSatisfying(
              Step.Reply.class, reply -> assertThat(reply.purpose()).isEqualTo("reminder"));
      assertThat(waiting.posted("wanted/d1", "reminder").next())
          .isEqualTo(new Step.Wait(Instant.MAX));
    } else {
      assertThat(waiting.next()).isInstanceOf(Step.Wait.class);
    }
  }

  @Test
  void thereAreAtMostFourMessagesUnderACardAndTheLastPlaceIsForItsEnd() {
    String[] three = {"wanted/d1", "changed/d2", "changed/d3"};

    assertThat(
            Situations.of(Sample.awaiting(false)).posted(three).at(STORED.plusSeconds(1000)).next())
        .isEqualTo(new Step.Wait(Instant.MAX));
    assertThat(Situations.of(Sample.at(Reason.DENIED)).posted(three).next())
        .isInstanceOfSatisfying(
            Step.Reply.class, reply -> assertThat(reply.purpose()).isEqualTo("done"));
  }

  @Test
  void longOutputIsAFileWhereThePlatformHasThem() {
    ChatCommand command = printed(Sample.at(Reason.COMPLETED), "x".repeat(2_001));

    var upload = (Step.Upload) Situations.of(command).posted("done").next();

    assertThat(upload.file().text()).hasSize(2_001);
    assertThat(Situations.of(command).posted("done", "output").next())
        .isInstanceOf(Step.Settle.class);
    assertThat(
            Situations.of(command)
                .on(new Capabilities(true, true, true, true, false, true))
                .posted("done")
                .next())
        .isInstanceOf(Step.Settle.class);
    assertThat(
            Situations.of(printed(Sample.at(Reason.COMPLETED), "x".repeat(2_000)))
                .posted("done")
                .next())
        .isInstanceOf(Step.Settle.class);
  }

  @Test
  void outputThatIsStoredInFullIsAFileHoweverShortTheEndOfItIs() {
    ChatCommand command = printedMore(Sample.at(Reason.COMPLETED), "the last line");

    var upload = (Step.Upload) Situations.of(command).posted("done").next();

    assertThat(upload.stored()).isTrue();
    assertThat(upload.file().text()).isEqualTo("the last line");
    assertThat(Situations.of(command).posted("done", "output").next())
        .isInstanceOf(Step.Settle.class);
    assertThat(upload.person()).isNull();
  }

  @Test
  void aFileForTheRequesterGoesToThemAlone() {
    ChatCommand command = printedMore(Sample.at(Reason.COMPLETED), "the last line");

    assertThat(Situations.of(command).forRequester().posted("done", "answer").next())
        .isInstanceOf(Step.Settle.class);
    assertThat(
            Situations.of(fromChat(command, null)).forRequester().posted("done", "answer").next())
        .isInstanceOfSatisfying(
            Step.Upload.class, upload -> assertThat(upload.person()).isEqualTo(ALICE.audience()));
  }

  @Test
  void anAnswerForTheRequesterIsShownToNobodyElse() {
    ChatCommand command =
        fromChat(printed(Sample.at(Reason.COMPLETED), "secret ".repeat(1_000)), null);
    Situations discreet = Situations.of(command).forRequester();

    assertThat(((Step.Post) discreet.next()).card().toString()).doesNotContain("secret");
    var whisper = (Step.Whisper) discreet.posted("done").next();
    assertThat(whisper.person()).isEqualTo(ALICE.audience());
    assertThat(whisper.card().toString()).contains("secret");
    assertThat(discreet.posted("done", "answer").next())
        .isInstanceOfSatisfying(
            Step.Upload.class, upload -> assertThat(upload.person()).isEqualTo(ALICE.audience()));
    assertThat(discreet.posted("done", "answer", "output").next()).isInstanceOf(Step.Settle.class);
    assertThat(
            discreet
                .on(new Capabilities(true, true, false, true, true, true))
                .posted("done", "output")
                .next())
        .isInstanceOf(Step.Settle.class);
  }

  @Test
  void whereNothingCanBeUpdatedItsEndIsAMessage() {
    Situations ended =
        Situations.of(Sample.at(Reason.COMPLETED))
            .on(new Capabilities(false, true, true, true, true, true));

    assertThat(ended.outdated().next())
        .isInstanceOfSatisfying(
            Step.Reply.class, reply -> assertThat(reply.purpose()).isEqualTo("done"));
    assertThat(ended.outdated("done").next()).isInstanceOf(Step.Settle.class);
  }

  @Test
  void aLineOfASummaryStaysOne() {
    Delivery line =
        new Delivery(
            Delivery.State.SUMMARISED,
            "acme",
            "C1",
            null,
            null,
            null,
            null,
            List.of(new DeliveryReply("summary/u7", null, null)));

    assertThat(Situations.of(Sample.at(Reason.COMPLETED)).with(line).next())
        .isEqualTo(new Step.Line("u7"));
  }

  @Test
  void whatHasNoPlaceIsSettledWhenItEndsAndNotBefore() {
    assertThat(NextStep.withoutPlace(Sample.at(Reason.RUNNING)))
        .isEqualTo(new Step.Wait(Instant.MAX));
    assertThat(NextStep.withoutPlace(Sample.at(Reason.COMPLETED)))
        .isEqualTo(new Step.Settle(Delivery.State.WITHHELD));
  }

  private static List<Span.Mention> called(Card card) {
    var mentions = new ArrayList<Span.Mention>();
    for (Element element : card.body()) {
      if (element instanceof Text(List<Span> spans)) {
        spans.stream()
            .filter(Span.Mention.class::isInstance)
            .map(Span.Mention.class::cast)
            .forEach(mentions::add);
      }
    }
    return mentions;
  }

  private static String words(Card card) {
    var words = new StringBuilder();
    for (Element element : card.body()) {
      if (element instanceof Text(List<Span> spans)) {
        for (Span span : spans) {
          switch (span) {
            case Span.Plain(String text) -> words.append(text);
            case Span.Code(String text) -> words.append(text);
            default -> words.append(' ');
          }
        }
      }
    }
    return words.toString();
  }
}
