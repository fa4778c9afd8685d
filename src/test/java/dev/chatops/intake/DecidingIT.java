package dev.chatops.intake;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.chat.Card;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Inbound.Way;
import dev.chatops.chat.inbound.Source;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people decide in chat, by words and by buttons, and what the operator makes of it.
class DecidingIT {

  private static final String APPROVED = "approval: {count: 1, expiresAfter: 10m}\n";

  private static OperatorRole operator;

  private final Scene scene = Scene.open();
  private final TestNamespace shop = scene.shop;
  private Intake intake;

  @BeforeAll
  static void startOperator() {
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  @BeforeEach
  void openAShop() {
    shop.applyExample("shop");
    scene.define(shop, "close-web", Scene.restart(APPROVED));
    scene.define(shop, "own-login", Scene.restart("approval: {count: 1, directOnly: true}\n"));
    for (String person : List.of("bob", "carol", "dave")) {
      scene.know(person);
    }
    shop.allow(scene.user("alice"), "run", "allowedcommands", "close-web", "own-login");
    for (String person : List.of("bob", "carol")) {
      shop.allow(scene.user(person), "approve", "allowedcommands", "close-web", "own-login");
    }
    intake = scene.intake();
  }

  @AfterEach
  void close() {
    intake.close();
    Cluster.admin().apps().deployments().inNamespace(shop.name()).delete();
  }

  @Test
  void anotherPersonsButtonLetsItRun() {
    ChatCommand waiting = waiting("close web");

    assertThat(press("bob", waiting, Decision.APPROVE, null)).isEqualTo(new Answer.Taken());

    assertThatCommand(shop, waiting.getMetadata().getName()).ends(Reason.COMPLETED);
    var origin = Objects.requireNonNull(scene.decisions().getFirst().getSpec().origin());
    assertThat(origin.user()).isEqualTo(scene.account("bob"));
  }

  @Test
  void wordsDoWhatButtonsDo() {
    ChatCommand waiting = waiting("close web");
    String id = waiting.getMetadata().getName().substring(3, 11);

    assertThat(say("bob", "deny #" + id + " not on a Friday")).isEqualTo(new Answer.Taken());

    assertThatCommand(shop, waiting.getMetadata().getName()).ends(Reason.DENIED);
    assertThat(scene.decisions().getFirst().getSpec().comment()).isEqualTo("not on a Friday");
    assertThat(Scene.read(say("carol", "approve #" + id)))
        .contains("No command that you may see here");
    assertThat(Scene.read(press("carol", waiting, Decision.APPROVE, null)))
        .contains("ended before, as Denied");
  }

  @Test
  void inTheThreadOfACommandItsIdIsLeftOut() {
    ChatCommand waiting = waiting("close web");
    Source source = scene.source("alice", UUID.randomUUID().toString());
    String thread = Objects.requireNonNull(waiting.getSpec().origin()).message();
    Source under =
        new Source(
            source.platform(),
            source.workspace(),
            source.team(),
            source.user(),
            source.channel(),
            false,
            thread,
            source.message(),
            source.intent(),
            Instant.now(),
            Instant.now());

    assertThat(intake.receive(Scene.said(under, Way.MENTION, "cancel my mistake")))
        .isEqualTo(new Answer.Taken());

    assertThatCommand(shop, waiting.getMetadata().getName()).ends(Reason.CANCELLED);
  }

  @Test
  void whoMayNotIsToldWhyAndWhoCan() {
    ChatCommand waiting = waiting("close web");

    assertThat(Scene.read(press("dave", waiting, Decision.APPROVE, null)))
        .contains("may not approve or deny it", "Ask " + scene.user("bob"));
    assertThat(Scene.read(press("alice", waiting, Decision.APPROVE, null)))
        .contains("may not approve");

    assertThatCommand(shop, waiting.getMetadata().getName()).waits(Reason.AWAITING_APPROVAL);
  }

  @Test
  void requesterWhoMayApproveIsToldToFindSomebodyElse() {
    shop.allow(scene.user("alice"), "approve", "allowedcommands", "close-web");
    ChatCommand waiting = waiting("close web");

    assertThat(Scene.read(press("alice", waiting, Decision.APPROVE, null)))
        .contains("Who asks does not approve");
  }

  @Test
  void secondClickIsOneDecisionAndSaysSo() {
    ChatCommand waiting = waiting("close web");
    scene.define(shop, "close-web", Scene.restart("approval: {count: 2, expiresAfter: 10m}\n"));
    ChatCommand replanned = awaitDigestOtherThan(waiting);

    assertThat(press("bob", replanned, Decision.APPROVE, null)).isEqualTo(new Answer.Taken());
    assertThat(Scene.read(press("bob", replanned, Decision.APPROVE, null)))
        .contains("You have said so already", "Approval 1 of 2");

    assertThat(scene.decisions()).hasSize(1);
  }

  @Test
  void buttonOfAPlanThatChangedDecidesNothing() {
    ChatCommand waiting = waiting("close web");
    scene.define(shop, "close-web", Scene.restart("approval: {count: 2, expiresAfter: 10m}\n"));
    awaitDigestOtherThan(waiting);

    assertThat(Scene.read(press("bob", waiting, Decision.APPROVE, null)))
        .contains("The plan is another one now");

    assertThat(scene.decisions()).isEmpty();
  }

  @Test
  void pressesOfTwoPeopleAtOnceBothCount() throws Exception {
    scene.define(shop, "close-web", Scene.restart("approval: {count: 2, expiresAfter: 10m}\n"));
    intake.close();
    intake = scene.intake();
    ChatCommand waiting = waiting("close web");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var presses = new ArrayList<Callable<Answer>>();
      for (String person : List.of("bob", "carol")) {
        Inbound pressed = pressed(person, waiting, Decision.APPROVE, null);
        for (int i = 0; i < 5; i++) {
          presses.add(() -> intake.receive(pressed));
        }
      }
      for (var answer : threads.invokeAll(presses)) {
        assertThat(answer.get()).isEqualTo(new Answer.Taken());
      }
    }

    assertThatCommand(shop, waiting.getMetadata().getName()).ends(Reason.COMPLETED);
    assertThat(scene.decisions()).hasSize(2);
  }

  @Test
  void definitionThatWantsOwnLoginsIsNotApprovedFromChat() {
    ChatCommand waiting = waiting("own login");
    String kubectl =
        "kubectl chatops approve %s -n %s".formatted(waiting.getMetadata().getName(), shop.name());

    assertThat(Scene.read(press("bob", waiting, Decision.APPROVE, null))).contains(kubectl);

    assertThat(scene.decisions()).isEmpty();
  }

  @Test
  void idThatSeveralBeginWithIsAnsweredByAList() {
    waiting("close web");
    String first = Objects.requireNonNull(scene.commands().getFirst().getSpec().origin()).message();
    Source source = scene.source("alice", "again");
    intake.receive(
        Scene.said(
            new Source(
                source.platform(),
                source.workspace(),
                source.team(),
                source.user(),
                source.channel(),
                false,
                first,
                source.message(),
                source.intent(),
                Instant.now(),
                Instant.now()),
            Way.MENTION,
            "close web because once more"));
    intake.close();
    intake = scene.intake();
    Source under =
        new Source(
            source.platform(),
            source.workspace(),
            source.team(),
            scene.account("bob"),
            source.channel(),
            false,
            first,
            "m",
            "decides",
            Instant.now(),
            Instant.now());

    assertThat(Scene.read(intake.receive(Scene.said(under, Way.MENTION, "approve"))))
        .startsWith("Which one?");

    assertThat(scene.decisions()).isEmpty();
  }

  @Test
  void whoEditsTheMessageOfAnOpenCommandMayCancelIt() {
    ChatCommand waiting = waiting("close web");
    String first = Objects.requireNonNull(waiting.getSpec().origin()).intent();

    var card = awaitCancelOffered(first);
    assertThat(card.title()).isEqualTo("Edits are not read");
    assertThat(card.plainFallback())
        .contains("send it again", "close-web #" + waiting.getMetadata().getName().substring(3, 7));
    var cancel = card.buttons().getFirst();
    assertThat(intake.receive(scene.pressed("alice", cancel.action(), cancel.token(), null)))
        .isEqualTo(new Answer.Taken());

    assertThatCommand(shop, waiting.getMetadata().getName()).ends(Reason.CANCELLED);
    assertThat(edit("alice", first).buttons()).isEmpty();
    assertThat(edit("alice", "another").buttons()).isEmpty();
    assertThat(edit("nobody", first).buttons()).isEmpty();
  }

  @Test
  void aKeyThatIsAddedCountsWithoutARestart() {
    ChatCommand waiting = waiting("close web");
    String before = intake.tokens().token(waiting, Decision.APPROVE);
    String id = "key-z-" + scene.id;
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Cluster.admin()
        .secrets()
        .inNamespace("chatops-system")
        .withName("chatops-signing")
        .edit(secret -> {
          secret.getData().put(id, Base64.getEncoder().encodeToString(key));
          return secret;
        });
    try (Intake other = scene.intake()) {
      String token = other.tokens().token(waiting, Decision.APPROVE);
      assertThat(token).startsWith(id).isNotEqualTo(before);

      // This one knew another key when it started.
      assertThat(intake.receive(scene.pressed("bob", "approve", token, null)))
          .isEqualTo(new Answer.Taken());

      assertThat(intake.tokens().token(waiting, Decision.APPROVE)).isEqualTo(token);
      assertThatCommand(shop, waiting.getMetadata().getName()).ends(Reason.COMPLETED);
    } finally {
      Cluster.admin()
          .secrets()
          .inNamespace("chatops-system")
          .withName("chatops-signing")
          .edit(secret -> {
            secret.getData().remove(id);
            return secret;
          });
    }
  }

  /// The gateway follows what is open, a moment behind.
  private Card awaitCancelOffered(String first) {
    return Awaitility.await("Cancel is offered")
        .atMost(Duration.ofSeconds(30))
        .until(() -> edit("alice", first), card -> !card.buttons().isEmpty());
  }

  /// What somebody is told who edited their message.
  private Card edit(String person, String first) {
    var edited = new Inbound.Edited(scene.source(person, first + "/" + UUID.randomUUID()), first);
    return ((Answer.Whisper) intake.receive(edited)).card();
  }

  /// Asks in chat and waits until approval is wanted.
  private ChatCommand waiting(String line) {
    int before = scene.commands().size();
    assertThat(say("alice", line)).isEqualTo(new Answer.Taken());
    assertThat(scene.commands()).hasSize(before + 1);
    String name = scene.commands().getLast().getMetadata().getName();
    assertThatCommand(shop, name).waits(Reason.AWAITING_APPROVAL);
    return shop.command(name);
  }

  private ChatCommand awaitDigestOtherThan(ChatCommand waiting) {
    String name = waiting.getMetadata().getName();
    String digest = Objects.requireNonNull(waiting.getStatus().plan()).digest();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            !Objects.requireNonNull(shop.command(name).getStatus().plan()).digest().equals(digest));
    return shop.command(name);
  }

  private Answer say(String person, String line) {
    return intake.receive(scene.said(person, line));
  }

  private Answer press(String person, ChatCommand command, Decision decision, String typed) {
    return intake.receive(pressed(person, command, decision, typed));
  }

  private Inbound pressed(String person, ChatCommand command, Decision decision, String typed) {
    return scene.pressed(person, "press", intake.tokens().token(command, decision), typed);
  }
}
