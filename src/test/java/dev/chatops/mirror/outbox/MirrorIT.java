package dev.chatops.mirror.outbox;

import static dev.chatops.mirror.outbox.Newsroom.await;
import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.chat.Attachment;
import dev.chatops.chat.Card;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.Place;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.ApiCalls;
import dev.chatops.testing.ChatRoom;
import dev.chatops.testing.ChatRoom.Call;
import dev.chatops.testing.ChatRoom.Side;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a channel reads about commands, from their first word to the last.
class MirrorIT {

  @RegisterExtension final Shops mall = new Shops();

  private final ChatRoom room = new ChatRoom();
  private Shop shop;
  private Newsroom news;
  private OperatorRole operator;

  @BeforeEach
  void openShop() {
    shop = mall.open();
    operator = RunningOperator.start();
    news = new Newsroom(shop, room, "[All]");
  }

  @AfterEach
  void close() {
    news.close();
    operator.close();
  }

  @Test
  void anApprovedCommandIsOneMessageFromTheAskingToItsEnd() {
    news.defineRestart("restart-carefully");
    shop.slowDown(5);
    news.leadingMirror();
    ChatCommand command = news.ask("anew", "restart-carefully");
    await("bob is called").until(() -> news.purposes(command).size() == 2);
    var wanted = news.messages(command).getLast();
    assertThat(wanted.called()).containsExactly(news.accountOf(news.approver()));
    assertThat(wanted.place().thread()).isEqualTo(news.messages(command).getFirst().ref().value());
    assertThat(news.messages(command).getFirst().card().toString()).contains(news.approver());

    news.approves().approve("anew");

    assertThatCommand(news.namespace(), "anew").ends(Reason.COMPLETED);
    Delivery delivery = news.awaitSettled("anew");
    assertThat(news.titles(command)).endsWith("Completed").contains("Approval wanted", "Running");
    assertThat(news.purposes(command)).first().isEqualTo("card");
    assertThat(news.purposes(command)).hasSize(2);
    assertThat(delivery.ref()).isEqualTo(news.messages(command).getFirst().ref().value());
    assertThat(delivery.channel()).isEqualTo(news.channel());
    assertThat(news.reported("anew").status()).isEqualTo(ConditionStatus.TRUE);
  }

  @Test
  void aDenialIsToldOnTheCardAndToWhoAsked() {
    news.define("careful", 1, "10m");
    news.leadingMirror();
    ChatCommand command = news.ask("more", "careful");
    assertThatCommand(news.namespace(), "more").waits(Reason.AWAITING_APPROVAL);
    await("bob is called").until(() -> news.purposes(command).size() == 2);

    news.approves().deny("more", "not on a Friday");

    news.awaitSettled("more");
    assertThat(news.titles(command)).last().isEqualTo("Denied");
    var done = news.messages(command).getLast();
    assertThat(done.key().purpose()).isEqualTo("done");
    assertThat(done.called()).containsExactly(news.accountOf(news.asker()));
    assertThat(done.card().toString()).contains("not on a Friday");
  }

  @Test
  void whoIsWaitedForIsRemindedAndAnExpiryEditsTheCardAndReplies() {
    news.define("careful", 1, "8s");
    news.leadingMirror();

    ChatCommand command = news.ask("more", "careful");

    news.awaitSettled("more");
    assertThat(news.titles(command)).last().isEqualTo("Approval expired");
    assertThat(news.messages(command).getFirst().card().buttons()).isEmpty();
    assertThat(news.purposes(command))
        .satisfiesExactly(
            card -> assertThat(card).isEqualTo("card"),
            wanted -> assertThat(wanted).startsWith("wanted/"),
            reminder -> assertThat(reminder).isEqualTo("reminder"),
            done -> assertThat(done).isEqualTo("done"));
  }

  @Test
  void aNewPlanVoidsApprovalsAndCallsAgain() {
    news.define("careful", 2, "10m");
    news.leadingMirror();
    ChatCommand command = news.ask("more", "careful");
    await("bob is called").until(() -> news.purposes(command).size() == 2);
    news.approves().approve("more");
    await("the approval counts")
        .until(() -> news.messages(command).getFirst().card().toString().contains("1 of 2"));

    Cluster.admin()
        .apps()
        .deployments()
        .inNamespace(news.namespace().name())
        .withName("web")
        .scale(5);
    news.approves().approve("more");

    await("bob is called again").until(() -> news.purposes(command).size() == 3);
    var changed = news.messages(command).getLast();
    assertThat(changed.key().purpose()).startsWith("changed/");
    assertThat(changed.called()).containsExactly(news.accountOf(news.approver()));
    assertThat(changed.card().toString())
        .containsSubsequence("The plan changed from", "replicas: 3 → 4", " to ", "replicas: 5 → 6")
        .contains("your approval no longer counts");
    await("the card asks for the new plan")
        .until(() -> news.messages(command).getFirst().card().toString().contains("6"));
  }

  @Test
  void whatIsRefusedAtOnceIsOneMessageThatCallsWhoAsked() {
    news.leadingMirror();

    ChatCommand command = news.ask("more", "nonsense");

    news.awaitSettled("more");
    assertThat(news.purposes(command)).startsWith("card");
    assertThat(news.titles(command)).endsWith("Unknown command");
    // On a slow machine the card is posted before the end, which then calls in a reply.
    assertThat(news.messages(command).stream().flatMap(message -> message.called().stream()))
        .containsExactly(news.accountOf(news.asker()));
  }

  @Test
  void whatWasAskedInAMessageIsAnsweredInItsThreadAndASlashCommandInTheChannel() {
    news.leadingMirror();

    ChatCommand mention = news.askInChat("cc-mention", "scale-web", "17.1");
    ChatCommand slash = news.askInChat("cc-slash", "scale-web", "");

    news.awaitSettled("cc-mention");
    news.awaitSettled("cc-slash");
    assertThat(news.messages(mention).getFirst().place())
        .isEqualTo(new Place(Newsroom.WORKSPACE, news.channel(), "17.1"));
    assertThat(news.messages(slash).getFirst().place())
        .isEqualTo(new Place(Newsroom.WORKSPACE, news.channel(), null));
  }

  @Test
  void anAnswerForTheRequesterIsWhispered() {
    news.namespace()
        .apply(
            """
            apiVersion: chatops.dev/v1alpha1
            kind: AllowedCommand
            metadata: {name: quiet}
            spec:
              parameters: [{name: replicas, type: quantity, required: true}]
              action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
              reply: Requester
            """);
    news.leadingMirror();

    news.askInChat("cc-quiet", "quiet", "17.1");

    Delivery delivery = news.awaitSettled("cc-quiet");
    assertThat(room.whispers())
        .singleElement()
        .satisfies(whisper -> assertThat(whisper.person()).isEqualTo(news.accountOf(news.asker())));
    assertThat(delivery.said()).anyMatch(reply -> reply.purpose().equals("answer"));
  }

  @Test
  void aQuickCommandIsTwoWritesOfTheGatewayAtMostAndOneWhereItHadEndedBefore() {
    ChatCommand trial = news.ask("trial", "scale-web", "  mode: DryRun\n");
    assertThatCommand(news.namespace(), "trial").ends(Reason.DRY_RUN);
    var calls = new ApiCalls();
    news.mirror(calls.client(Cluster.asGateway().getConfiguration()));
    news.awaitSettled("trial");
    assertThat(writes(calls, "trial")).isEqualTo(1);
    assertThat(news.messages(trial).getFirst().versions()).hasSize(1);

    news.ask("more", "scale-web");

    news.awaitSettled("more");
    assertThat(writes(calls, "more")).isBetween(1L, 2L);
  }

  private long writes(ApiCalls calls, String name) {
    return calls.within(news.namespace().name()).stream()
        .filter(call -> call.startsWith("PATCH") && call.contains("chatcommands/" + name))
        .count();
  }

  @Test
  void whereTheChannelTakesNothingTheStatusSaysWhyAndItIsOver() {
    news.leadingMirror();
    for (int each = 0; each < 3; each++) {
      room.failNext(Call.CREATE, "card", Side.BEFORE, new DeliveryFailure.Rejected("is_archived"));
    }

    ChatCommand command = news.ask("more", "scale-web");

    Delivery delivery = news.awaitSettled("more");
    assertThat(delivery.state()).isEqualTo(Delivery.State.GIVEN_UP);
    assertThat(news.reported("more").status()).isEqualTo(ConditionStatus.FALSE);
    assertThat(news.reported("more").reason()).isEqualTo("Rejected");
    assertThat(news.reported("more").message()).contains("is_archived");
    assertThat(news.messages(command)).isEmpty();
  }

  @Test
  void aCardThatSomebodyDeletesIsPostedAnewOnce() {
    news.define("careful", 2, "10m");
    news.leadingMirror();
    ChatCommand command = news.ask("more", "careful");
    await("bob is called").until(() -> news.purposes(command).size() == 2);
    room.delete(news.messages(command).getFirst().ref());

    news.approves().approve("more");

    await("the card is there again").until(() -> news.purposes(command).contains("card/1"));
    room.delete(news.messages(command).getLast().ref());
    news.approves().deny("more", "enough");
    Delivery delivery = news.awaitSettled("more");
    assertThat(delivery.state()).isEqualTo(Delivery.State.GIVEN_UP);
    assertThat(news.reported("more").reason()).isEqualTo("MessageGone");
  }

  static Stream<DeliveryFailure> forAWhile() {
    return Stream.of(
        new DeliveryFailure.RetryAfter(Duration.ofSeconds(1)),
        new DeliveryFailure.Unreachable(new IOException("refused")),
        new DeliveryFailure.Unauthorised("token_expired"));
  }

  @ParameterizedTest
  @MethodSource("forAWhile")
  void whatIsNotTakenForAWhileIsToldAfterwards(DeliveryFailure failure) {
    news.leadingMirror();
    room.failNext(Call.CREATE, "card", Side.BEFORE, failure);
    room.failNext(Call.CREATE, "card", Side.BEFORE, failure);

    ChatCommand command = news.ask("more", "scale-web");

    assertThat(news.awaitSettled("more").state()).isEqualTo(Delivery.State.POSTED);
    assertThat(news.purposes(command)).containsExactly("card");
    assertThat(news.titles(command)).last().isEqualTo("Completed");
  }

  @Test
  void aChannelThatWasNotGrantedIsNotUsed() {
    news.takeGrant();
    news.leadingMirror();

    ChatCommand command = news.ask("more", "scale-web");

    assertThat(news.awaitSettled("more").state()).isEqualTo(Delivery.State.WITHHELD);
    assertThat(news.messages(command)).isEmpty();
  }

  @Test
  void whatEndsWhileItsChannelCannotBeUsedIsToldLater() {
    news.suspendGrant();
    news.leadingMirror();
    ChatCommand command = news.ask("more", "scale-web");
    assertThatCommand(news.namespace(), "more").ends(Reason.COMPLETED);
    assertThat(news.messages(command)).isEmpty();

    news.grant();

    assertThat(news.awaitSettled("more").state()).isEqualTo(Delivery.State.POSTED);
    assertThat(news.messages(command)).hasSize(1);
  }

  @Test
  void longOutputIsAFileBesideTheCard() {
    operator.close();
    news.leadingMirror();
    ChatCommand command = news.ask("more", "scale-web");

    news.ends(command, "line\n".repeat(500));

    Delivery delivery = news.awaitSettled("more");
    assertThat(room.files())
        .singleElement()
        .satisfies(file -> assertThat(file.text()).hasSize(2_500));
    assertThat(delivery.said()).anyMatch(reply -> reply.purpose().equals("output"));
  }

  @Test
  void outputThatIsStoredInFullIsTheFile() {
    operator.close();
    news.leadingMirror();
    ChatCommand command = news.ask("more", "scale-web");
    news.prints(command, command.getMetadata().getUid(), "the first line\nthe last line");

    news.ends(command, new Output("the last line", true, null, true));

    news.awaitSettled("more");
    assertThat(room.files())
        .containsExactly(
            new Attachment(
                "scale-web-more.txt", "Output of scale-web", "the first line\nthe last line"));
  }

  @Test
  void whatIsForTheRequesterAloneIsAFileInTheirOwnConversation() {
    operator.close();
    news.defineDiscreet("discreet");
    news.leadingMirror();
    ChatCommand command = news.askInChat("more", "discreet", "17.1");
    news.prints(command, command.getMetadata().getUid(), "the first line\nthe last line");

    news.ends(command, new Output("the last line", true, null, true));

    news.awaitSettled("more");
    assertThat(room.files())
        .singleElement()
        .extracting(Attachment::text)
        .asString()
        .startsWith("the first line");
    assertThat(room.shared()).containsExactly("D-U-" + news.asker());
    assertThat(room.whispers()).hasSize(1);
    assertThat(room.in(news.channel()).toString()).doesNotContain("the last line");
  }

  /// Where there is no such conversation, as for an app without the right to open one.
  @Test
  void whoCannotBeWrittenToGetsTheAnswerWithoutAFile() {
    operator.close();
    news.defineDiscreet("discreet");
    room.failNext(Call.DIRECT, "U-", Side.BEFORE, new DeliveryFailure.Rejected("missing_scope"));
    news.leadingMirror();
    ChatCommand command = news.askInChat("more", "discreet", "17.1");

    news.ends(command, new Output("the last line", true, null, true));

    news.awaitSettled("more");
    assertThat(room.files()).isEmpty();
    assertThat(room.whispers()).hasSize(1);
  }

  /// Deleted, or that of another command of the same name.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereItCannotBeHadTheEndOfItIsTheFile(boolean there) {
    operator.close();
    news.leadingMirror();
    ChatCommand command = news.ask("more", "scale-web");
    if (there) {
      news.prints(command, "another", "what another printed");
    }

    news.ends(command, new Output("the last line", true, null, true));

    news.awaitSettled("more");
    assertThat(room.files())
        .singleElement()
        .satisfies(file -> assertThat(file.text()).isEqualTo("the last line"));
  }

  @Test
  void aMessageOfWhichNobodyKnowsWhetherItArrivedIsLookedFor() {
    news.leadingMirror();
    room.failNext(Call.CREATE, "card", Side.AFTER, new DeliveryFailure.Unknown("cut", null));

    ChatCommand command = news.ask("more", "scale-web");

    news.awaitSettled("more");
    assertThat(news.purposes(command)).containsExactly("card");
    assertThat(news.messages(command).getFirst().card())
        .extracting(Card::title)
        .asString()
        .startsWith("Completed");
  }
}
