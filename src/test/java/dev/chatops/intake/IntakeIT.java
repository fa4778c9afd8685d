package dev.chatops.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.chat.Button;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Inbound.Way;
import dev.chatops.chat.inbound.Source;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people write in chat becomes ChatCommands, by the gateway's own account and rights.
class IntakeIT {

  private final Scene scene = Scene.open();

  @Test
  void messageBecomesACommandInTheNameOfItsAuthor() {
    Source source = scene.source("alice", "1700000000.000100");
    try (Intake intake = scene.intake()) {
      Answer answer =
          intake.receive(
              Scene.said(source, Way.MENTION, "Deploy web 1.4.2 --notify because it is time"));

      assertThat(answer).isEqualTo(new Answer.Taken());
    }

    ChatCommand command = only();
    assertThat(command.getMetadata().getName())
        .isEqualTo(Names.command("slack", scene.workspace, scene.channel, "1700000000.000100"));
    var spec = command.getSpec();
    assertThat(spec.command()).isEqualTo("deploy-web");
    assertThat(spec.args()).isEqualTo(Map.of("tag", new IntOrString("1.4.2")));
    assertThat(spec.reason()).isEqualTo("it is time");
    assertThat(spec.requester().username()).isEqualTo(scene.user("alice"));
    assertThat(spec.requester().groups()).containsExactly("system:authenticated");
    var origin = Objects.requireNonNull(spec.origin());
    assertThat(origin.user()).isEqualTo(scene.account("alice"));
    assertThat(origin.channel()).isEqualTo(scene.channel);
    assertThat(origin.message()).isEqualTo("m-1700000000.000100");
    assertThat(origin.sentAt()).isEqualTo(source.sentAt());
    assertThat(origin.text()).isEqualTo("Deploy web 1.4.2 --notify because it is time");
    assertThat(origin.callsRequester()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Restart web —dry-run | restart-web | DRY_RUN",
        "RESTART-WEB –dry-run | restart-web | DRY_RUN",
        "Ship web “1.4.2” | deploy-web | RUN",
        "`deploy web tag=1.4.2` | deploy-web | RUN",
        "Scale web −1 | scale-web | RUN",
        "explain deploy web 1.4.2 | deploy-web | EXPLAIN"
      })
  void phoneInputIsRead(String text, String command, Mode mode) {
    try (Intake intake = scene.intake()) {
      assertThat(intake.receive(scene.said("alice", text))).isEqualTo(new Answer.Taken());
    }

    assertThat(only().getSpec().command()).isEqualTo(command);
    assertThat(only().getSpec().wanted()).isEqualTo(mode);
  }

  @Test
  void redeliveryAtTwoGatewaysAtOnceIsOneCommand() throws Exception {
    Inbound said = scene.said("alice", "restart web");
    try (Intake one = scene.intake();
        Intake other = scene.intake();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> deliveries =
          IntStream.range(0, 20)
              .<Callable<Answer>>mapToObj(i -> () -> (i % 2 == 0 ? one : other).receive(said))
              .toList();

      for (var answer : threads.invokeAll(deliveries)) {
        assertThat(answer.get()).isEqualTo(new Answer.Taken());
      }
    }
    try (Intake restarted = scene.intake()) {
      assertThat(restarted.receive(said)).isEqualTo(new Answer.Taken());
    }

    assertThat(scene.commands()).hasSize(1);
  }

  @Test
  void sameIntentWithOtherWordsIsRefused() {
    Source source = scene.source("alice", "one");
    try (Intake intake = scene.intake()) {
      intake.receive(Scene.said(source, Way.MENTION, "restart web"));

      Answer answer = intake.receive(Scene.said(source, Way.MENTION, "deploy web 1.4.2"));

      assertThat(Scene.read(answer)).contains("recorded before with other words");
    }
    assertThat(only().getSpec().command()).isEqualTo("restart-web");
  }

  @Test
  void nothingIsAcknowledgedWhileTheApiServerIsAway() {
    Inbound mention = scene.said("alice", "restart web");
    Inbound slash =
        Scene.said(scene.source("alice", "slash"), Way.COMMAND, "restart web because again");
    try (FaultyProxy proxy = FaultyProxy.toApiServer();
        KubernetesClient client = through(proxy);
        Intake intake = scene.intake(client)) {
      proxy.goAway();

      assertThat(Scene.read(intake.receive(mention)))
          .isEqualTo(
              "not now: Not recorded yet. It is delivered again for 6 minutes and I will run it then, unless you send something newer. Do not retype.");
      assertThat(Scene.read(intake.receive(slash))).startsWith("not now: Not recorded: ");
      assertThat(scene.commands()).isEmpty();

      proxy.comeBack();
      assertThat(intake.receive(mention)).isEqualTo(new Answer.Taken());
      assertThat(intake.receive(mention)).isEqualTo(new Answer.Taken());
    }
    assertThat(scene.commands()).hasSize(1);
  }

  @Test
  void oldMessageStartsNothingUnlessItWasStored() {
    Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
    Source stored = scene.source("alice", scene.channel, false, "stored", anHourAgo);
    Source late = scene.source("alice", scene.channel, false, "late", anHourAgo);
    try (Intake intake = scene.intake()) {
      Source intime = scene.source("alice", "stored");
      intake.receive(Scene.said(intime, Way.MENTION, "restart web"));
    }
    try (Intake intake = scene.intake()) {
      assertThat(intake.receive(Scene.said(stored, Way.MENTION, "restart web")))
          .isEqualTo(new Answer.Taken());
      assertThat(Scene.read(intake.receive(Scene.said(late, Way.MENTION, "restart web"))))
          .contains("too old to start now; see history");
    }
    assertThat(scene.commands()).hasSize(1);
  }

  /// People who hear nothing say it again.
  @Test
  void lateMessageDoesNotRunAfterANewerOneOfTheSamePerson() {
    Instant aMinuteAgo = Instant.now().minus(Duration.ofMinutes(1));
    Source late = scene.source("alice", scene.channel, false, "late", aMinuteAgo);
    Source later = scene.source("alice", scene.channel, false, "later", aMinuteAgo.plusSeconds(1));
    Source another = scene.source("bob", scene.channel, false, "another", aMinuteAgo);
    scene.know("bob");
    scene.shop.allow(scene.user("bob"), "run", "allowedcommands", "scale-web");
    try (Intake intake = scene.intake()) {
      assertThat(intake.receive(Scene.said(later, Way.MENTION, "scale web 5")))
          .isEqualTo(new Answer.Taken());
    }
    try (Intake intake = scene.intake()) {
      assertThat(Scene.read(intake.receive(Scene.said(late, Way.MENTION, "scale web 3"))))
          .contains("you have sent a newer one since");
      assertThat(intake.receive(Scene.said(later, Way.MENTION, "scale web 5")))
          .isEqualTo(new Answer.Taken());
      assertThat(intake.receive(Scene.said(another, Way.MENTION, "scale web 4")))
          .isEqualTo(new Answer.Taken());
    }
    assertThat(scene.commands()).hasSize(2);
  }

  @Test
  void severalNamespacesAreAskedForAndTheAnswerIsOneCommand() {
    TestNamespace annex = Cluster.namespace();
    scene.workspace(
        "",
        "{id: %s, namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}}"
            .formatted(scene.channel));
    scene.bind(scene.channel, annex, "main");
    scene.define(annex, "restart-web", Scene.restart(""));
    annex.allow(scene.user("alice"), "run", "allowedcommands", "restart-web");
    try (Intake intake = scene.intake()) {
      Answer answer = intake.receive(scene.said("alice", "restart web"));
      List<Button> buttons = ((Answer.Whisper) answer).card().buttons();
      assertThat(buttons)
          .extracting(Button::label)
          .containsExactlyInAnyOrder(
              "restart-web in " + scene.shop.name(), "restart-web in " + annex.name());

      Button here =
          buttons.stream()
              .filter(button -> button.label().endsWith(scene.shop.name()))
              .findFirst()
              .orElseThrow();
      assertThat(intake.receive(scene.pressed("alice", "choose", here.token(), null)))
          .isEqualTo(new Answer.Taken());
      assertThat(intake.receive(scene.pressed("alice", "choose", here.token(), null)))
          .isEqualTo(new Answer.Taken());
      assertThat(Scene.read(intake.receive(scene.pressed("bob", "choose", here.token(), null))))
          .contains("is in no ChatIdentity");
    }
    assertThat(scene.commands()).hasSize(1);
  }

  @Test
  void directMessagesNameTheirNamespaceWhereTheyAreGranted() {
    Source refused = direct();
    try (Intake intake = scene.intake()) {
      assertThat(Scene.read(intake.receive(Scene.said(refused, Way.DIRECT, "restart web in x"))))
          .contains("Commands are taken in channels only");
      assertThat(Scene.read(intake.receive(Scene.said(direct(), Way.DIRECT, "whoami"))))
          .startsWith("You are " + scene.user("alice"));
    }
    scene.workspace("  directMessages: true", scene.grant(scene.channel, scene.shop, ""));
    try (Intake intake = scene.intake()) {
      assertThat(Scene.read(intake.receive(Scene.said(direct(), Way.DIRECT, "restart web"))))
          .contains("Say which you mean, with the namespace");
      assertThat(
              intake.receive(
                  Scene.said(direct(), Way.DIRECT, "restart web in " + scene.shop.name())))
          .isEqualTo(new Answer.Taken());
    }
    assertThat(scene.commands()).hasSize(1);
  }

  @Test
  void definitionWithChannelsIsAskedForThereOnly() {
    scene.define(scene.shop, "restart-web", Scene.restart("channels: [prod]\n"));
    try (Intake intake = scene.intake()) {
      assertThat(Scene.read(intake.receive(scene.said("alice", "restart web"))))
          .contains("may be asked for in prod only");
      assertThat(Scene.read(intake.receive(scene.said("alice", "list"))))
          .doesNotContain("restart-web");
    }
    assertThat(scene.commands()).isEmpty();

    scene.define(scene.shop, "restart-web", Scene.restart("channels: [prod, main]\n"));
    try (Intake intake = scene.intake()) {
      assertThat(intake.receive(scene.said("alice", "restart web"))).isEqualTo(new Answer.Taken());
    }
  }

  @Test
  void formAsksForWhatIsMissingAndItsAnswerIsOneCommand() {
    Source slash = scene.source("alice", "trigger");
    try (Intake intake = scene.intake()) {
      var form = ((Answer.Ask) intake.receive(Scene.said(slash, Way.COMMAND, "deploy web"))).form();
      assertThat(form.title()).isEqualTo("deploy-web");
      assertThat(form.fields()).extracting(field -> field.name()).containsExactly("tag");
      Source view = scene.source("alice", "view");

      assertThat(Scene.read(intake.receive(filled(view, form.state(), "latest"))))
          .startsWith("again {tag=tag must match");
      assertThat(intake.receive(filled(view, form.state(), "1.4.2"))).isEqualTo(new Answer.Taken());
      assertThat(intake.receive(filled(view, form.state(), "1.4.2"))).isEqualTo(new Answer.Taken());
    }
    assertThat(only().getSpec().args()).isEqualTo(Map.of("tag", new IntOrString("1.4.2")));
  }

  @Test
  void mentionGetsAButtonThatOpensTheForm() {
    try (Intake intake = scene.intake()) {
      var card = ((Answer.Whisper) intake.receive(scene.said("alice", "deploy web"))).card();
      Button fill = card.buttons().getFirst();

      assertThat(fill.action()).isEqualTo("fill");
      assertThat(intake.receive(scene.pressed("alice", "fill", fill.token(), null)))
          .isInstanceOf(Answer.Ask.class);
    }
    assertThat(scene.commands()).isEmpty();
  }

  @Test
  void formStaysOpenWhileTheApiServerIsAway() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer();
        KubernetesClient client = through(proxy);
        Intake intake = scene.intake(client)) {
      Source slash = scene.source("alice", "trigger");
      proxy.goAway();
      var form = ((Answer.Ask) intake.receive(Scene.said(slash, Way.COMMAND, "deploy web"))).form();
      Source view = scene.source("alice", "view");

      assertThat(Scene.read(intake.receive(filled(view, form.state(), "1.4.2"))))
          .startsWith("again {tag=Not recorded");

      proxy.comeBack();
      assertThat(intake.receive(filled(view, form.state(), "1.4.2"))).isEqualTo(new Answer.Taken());
    }
    assertThat(scene.commands()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "help | explain <command line>",
        "help deploy-web | deploy-web <tag>",
        "help status | status <id>",
        "list | deploy-web <tag>",
        "history | Nothing that you may see here",
        "status #7f3k | No command that you may see here begins with #7f3k",
        "approve #7f3k | No command that you may see here begins with #7f3k",
        "deplyo web 1.4.2 | No command begins with",
        "whoami | You are alice"
      })
  void builtInWordsAreAnswered(String text, String answer) {
    try (Intake intake = scene.intake()) {
      assertThat(Scene.read(intake.receive(scene.said("alice", text)))).contains(answer);
    }
    assertThat(scene.commands()).isEmpty();
  }

  @Test
  void listShowsOnlyWhatMayBeRun() {
    try (Intake intake = scene.intake()) {
      assertThat(Scene.read(intake.receive(scene.said("alice", "list"))))
          .contains("deploy-web", "scale-web", "restart-web")
          .doesNotContain("forbidden-web");
    }
  }

  @Test
  void listAndHelpNameTheNamespaceOnlyWhereItHasToBeSaid() {
    String named = "restart-web in " + scene.shop.name();
    try (Intake intake = scene.intake()) {
      for (String line : List.of("list", "help restart-web")) {
        assertThat(Scene.read(intake.receive(scene.said("alice", line))))
            .contains("restart-web")
            .doesNotContain(named);
      }
    }
    TestNamespace annex = Cluster.namespace();
    scene.workspace(
        "  directMessages: true\n",
        "{id: %s, namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}}"
            .formatted(scene.channel));
    scene.bind(scene.channel, annex, "annex");

    try (Intake intake = scene.intake()) {
      assertThat(Scene.read(intake.receive(scene.said("alice", "list")))).contains(named);
      assertThat(Scene.read(intake.receive(Scene.said(direct(), Way.DIRECT, "list"))))
          .contains(named);
    }
  }

  @Test
  void statusAndHistoryTellOfWhatIsStored() {
    try (Intake intake = scene.intake()) {
      intake.receive(scene.said("alice", "restart web because it is slow"));
      String name = only().getMetadata().getName();
      String shortId = name.substring(3, 9);

      assertThat(Scene.read(intake.receive(scene.said("alice", "history 5"))))
          .contains(name, "Accepted: restart-web in " + scene.shop.name());
      assertThat(Scene.read(intake.receive(scene.said("alice", "status #" + shortId))))
          .contains("it is slow", scene.user("alice"));
      assertThat(Scene.read(intake.receive(scene.said("alice", "status " + name))))
          .contains("it is slow");
      Source under =
          new Source(
              "slack",
              scene.workspace,
              Scene.TEAM,
              scene.account("alice"),
              scene.channel,
              false,
              only().getSpec().origin().message(),
              "m-2",
              UUID.randomUUID().toString(),
              Instant.now(),
              Instant.now());
      assertThat(Scene.read(intake.receive(Scene.said(under, Way.MENTION, "status"))))
          .contains("it is slow");
    }
  }

  @Test
  void whatTheClusterRefusesIsWhispered() {
    // Nothing forbids Alice to run it; only the API server knows that nothing more fits in.
    scene.shop.apply(
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: full}
        spec: {hard: {count/chatcommands.chatops.dev: "0"}}
        """);
    Awaitility.await()
        .until(() ->
            Cluster.admin()
                    .resourceQuotas()
                    .inNamespace(scene.shop.name())
                    .withName("full")
                    .get()
                    .getStatus()
                    .getHard()
                != null);
    try (Intake intake = scene.intake()) {
      assertThat(Scene.read(intake.receive(scene.said("alice", "restart web"))))
          .contains("The cluster refused it: ", "exceeded quota: full");
    }
    assertThat(scene.commands()).isEmpty();
  }

  @Test
  void whoIsTooFastIsHeldBackAndNobodyElse() {
    scene.know("bob");
    try (Intake intake = scene.intake()) {
      List<String> answers =
          Stream.generate(() -> Scene.read(intake.receive(scene.said("alice", "whoami"))))
              .limit(Pace.AT_ONCE + 20)
              .toList();

      assertThat(answers).anyMatch(answer -> answer.contains("too fast"));
      assertThat(Scene.read(intake.receive(scene.said("bob", "whoami")))).startsWith("You are");
    }
  }

  @Test
  void whatIsDeliveredAgainMakesNobodyTooFast() {
    try (Intake intake = scene.intake()) {
      Source once = scene.source("alice", "once");
      for (int i = 0; i < Pace.AT_ONCE + 20; i++) {
        intake.receive(Scene.said(once, Way.MENTION, "whoami"));
      }

      assertThat(Scene.read(intake.receive(scene.said("alice", "whoami")))).startsWith("You are");
    }
  }

  @Test
  void formOfWhoIsTooFastStaysOpen() {
    try (Intake intake = scene.intake()) {
      Source slash = scene.source("alice", "trigger");
      var form = ((Answer.Ask) intake.receive(Scene.said(slash, Way.COMMAND, "deploy web"))).form();
      Stream.generate(() -> Scene.read(intake.receive(scene.said("alice", "whoami"))))
          .limit(Pace.AT_ONCE * 10L)
          .takeWhile(answer -> !answer.contains("too fast"))
          .forEach(answer -> {});

      assertThat(
              Scene.read(
                  intake.receive(filled(scene.source("alice", "view"), form.state(), "1.4.2"))))
          .startsWith("again {tag=You are too fast");
    }
  }

  @Test
  void whatCannotBeUndoneIsApprovedWithTheNameOfItsTarget() {
    scene.know("bob");
    try (Intake intake = scene.intake()) {
      ChatCommand command = planned(intake);
      String token = intake.tokens().token(command, Decision.APPROVE);
      String id = command.getMetadata().getName().substring(3, 11);

      for (String typed : new String[] {null, "", "WEB", "webx", "api web"}) {
        assertThat(Scene.read(intake.receive(scene.pressed("bob", "approve", token, typed))))
            .contains("approve it with the name of what is changed, web");
      }
      assertThat(Scene.read(intake.receive(scene.said("bob", "approve #" + id))))
          .contains("approve it with the name of what is changed, web");
      assertThat(scene.decisions()).isEmpty();

      // Nobody judges it here, so the answer is not waited for without end.
      assertThat(intake.receive(scene.pressed("bob", "approve", token, "web")))
          .isEqualTo(new Answer.Taken());
      assertThat(Scene.read(intake.receive(scene.said("bob", "approve #" + id + " web"))))
          .contains("You have said so already");
    }
    assertThat(scene.decisions()).hasSize(1);
    assertThat(scene.decisions().getFirst().getSpec().author().username())
        .isEqualTo(scene.user("bob"));
  }

  @Test
  void nameThatSomebodyTookDoesNotStopADecision() {
    scene.know("bob");
    try (Intake intake = scene.intake()) {
      ChatCommand command = planned(intake);
      String token = intake.tokens().token(command, Decision.CANCEL);
      scene.shop.create(
          Cluster.admin(),
          """
          apiVersion: chatops.dev/v1alpha1
          kind: CommandDecision
          metadata: {name: %s}
          spec: {command: %s, commandUid: %s, definition: restart-web, decision: Cancel}
          """
              .formatted(
                  Names.decision(
                      command.getMetadata().getUid(), "d1", scene.user("bob"), Decision.CANCEL),
                  command.getMetadata().getName(),
                  command.getMetadata().getUid()));

      assertThat(intake.receive(scene.pressed("bob", "cancel", token, null)))
          .isEqualTo(new Answer.Taken());
    }
    assertThat(scene.decisions())
        .extracting(decision -> decision.getSpec().author().username())
        .contains(scene.user("bob"))
        .hasSize(2);
  }

  /// A command of Alice's with a plan that cannot be undone.
  private ChatCommand planned(Intake intake) {
    assertThat(intake.receive(scene.said("alice", "restart web"))).isEqualTo(new Answer.Taken());
    Cluster.asOperator()
        .resource(only())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"plan": {"digest": "d1", "summary": "web is gone", "changes": [],
              "irreversible": true,
              "target": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}}}}
            """);
    return only();
  }

  private Source direct() {
    return scene.source("alice", "D1", true, UUID.randomUUID().toString(), Instant.now());
  }

  private static Inbound filled(Source source, String state, String tag) {
    return new Inbound.Filled(source, state, Map.of("tag", tag));
  }

  private ChatCommand only() {
    assertThat(scene.commands()).hasSize(1);
    return scene.commands().getFirst();
  }

  /// As patient as a chat is.
  private static KubernetesClient through(FaultyProxy proxy) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Cluster.asGateway().getConfiguration())
                .withMasterUrl(proxy.url())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(2000)
                .build())
        .build();
  }
}
