package dev.chatops.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Inbound.Way;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.chat.inbound.Source;
import dev.chatops.intake.token.SignedTokens;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.HostileTexts;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What harms, or could: none of it becomes a command or a decision, and each is answered.
class HostileIT {

  private static Scene scene;
  private Intake intake;

  @BeforeAll
  static void openAChannel() {
    scene = Scene.open();
    scene.know("bob");
    scene.know("twice");
    Scene.cluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatIdentity
        metadata: {name: %1$s-again}
        spec:
          person: somebody else
          username: %1$s-again
          accounts: [{workspace: %2$s, user: %3$s}]
        """
            .formatted(scene.user("twice"), scene.workspace, scene.account("twice")));
  }

  /// A new one for each test: it holds nobody back.
  @BeforeEach
  void open() {
    intake = scene.intake();
  }

  @AfterEach
  void close() {
    intake.close();
  }

  @Test
  void noMessageOfTheTableExecutes() {
    Map<String, Inbound> table = new LinkedHashMap<>();
    table.put("unmapped person", scene.said("mallory", "restart web"));
    table.put("account of two persons", scene.said("twice", "restart web"));
    table.put("another organisation", said(team("T9")));
    table.put("organisation not told", said(team(null)));
    table.put("unknown workspace", said(inWorkspace("elsewhere")));
    table.put("unbound channel", said(inChannel("C404", false)));
    table.put("direct message that nobody granted", said(inChannel("D1", true)));
    table.put("no right to run", scene.said("bob", "restart web"));
    table.put("another command than granted", scene.said("alice", "forbidden web"));
    table.put("another namespace", scene.said("alice", "restart web in kube-system"));
    table.put("older than ten minutes", said(sentAgo(Duration.ofMinutes(11))));
    table.put("a day old", said(sentAgo(Duration.ofHours(24))));
    table.put("quoted text", scene.said("alice", "> restart web"));
    table.put("code block", scene.said("alice", "```restart web```"));
    table.put("two lines", scene.said("alice", "restart web\nrestart web"));
    table.put("hidden character", scene.said("alice", "restart web because \u202egnp.exe"));
    table.put("unknown flag", scene.said("alice", "restart web --dryrun"));
    table.put("flag of a phone", scene.said("alice", "restart web —dryrun"));
    table.put("control character", scene.said("alice", "restart web because \u0007"));
    table.put("one megabyte", scene.said("alice", "x".repeat(1_000_000)));
    table.put(
        "one megabyte of reason",
        scene.said("alice", "restart web because " + "x".repeat(1_000_000)));
    table.put("one megabyte of words", scene.said("alice", "restart ".repeat(125_000)));
    table.put("a value that breaks out", scene.said("alice", "deploy web 1.4.2;reboot"));
    table.put("a value with a line break", scene.said("alice", "deploy web \"1.4.2\n\""));
    table.put("a template", scene.said("alice", "deploy web ${tag}"));
    table.put(
        "a link that hides its address",
        new Inbound.Said(
            source(),
            Way.MENTION,
            List.of(
                new Piece.Typed("deploy web "), new Piece.Link("https://evil.example/", "1.4.2"))));
    table.put("edited message", new Inbound.Edited(source()));
    table.put("forged form", filled("restart web in kube-system", Map.of()));
    table.put("form of garbage", filled("\u0000{}", Map.of("tag", "1.4.2")));
    table.put("form with a value that breaks out", filled("deploy-web", Map.of("tag", "1;2")));
    table.put("form with a megabyte", filled("deploy-web", Map.of("tag", "1".repeat(1_000_000))));
    table.put("form of a stranger", filled("mallory", "restart-web", Map.of()));
    table.put("form without right", filled("bob", "restart-web", Map.of()));
    table.put("empty token", press("alice", ""));
    table.put("garbage token", press("alice", "a.b.c"));
    table.put("huge token", press("alice", "a".repeat(1_000_000)));

    assertThatNothingExecutes(table);
  }

  @Test
  void noButtonOfTheTableDecides() {
    ChatCommand command = stored("cc-waits");
    SignedTokens tokens = intake.tokens();
    String good = tokens.token(command, Decision.CANCEL);
    var foreign = new TreeMap<>(Map.of("key-1", new byte[32]));
    Map<String, Inbound> table = new LinkedHashMap<>();
    table.put(
        "signed by somebody else",
        press(
            "alice", new SignedTokens(foreign, Clock.systemUTC()).token(command, Decision.CANCEL)));
    table.put("last character changed", press("alice", changed(good, good.length() - 2)));
    table.put("claim changed", press("alice", changed(good, good.indexOf('.') + 5)));
    table.put("cut", press("alice", good.substring(0, good.length() - 4)));
    table.put("pressed by a stranger", press("mallory", good));
    table.put(
        "pressed by a member of another organisation",
        new Inbound.Pressed(team("T9"), "cancel", good, null, null));
    table.put(
        "pressed where the namespace is not",
        new Inbound.Pressed(inChannel("C404", false), "cancel", good, null, null));
    table.put(
        "of a command that was made anew",
        press("alice", tokens.token(anew(command), Decision.CANCEL)));
    table.put("approves without a plan", press("alice", tokens.token(command, Decision.APPROVE)));
    table.put("expired", press("alice", tokens.token(old(command), Decision.CANCEL)));

    assertThatNothingExecutes(table);
  }

  @Test
  void hostileTextsAreValuesOrRefused() {
    for (String text : HostileTexts.all()) {
      Source source = source();
      String line = "say \"" + text.replace("\"", "\"\"") + "\"";

      Answer answer = intake.receive(Scene.said(source, Way.MENTION, line));

      ChatCommand command = scene.shop.command(name(source));
      if (command == null) {
        assertThat(answer).isInstanceOf(Answer.Whisper.class);
        assertThatNobodyIsCalled(((Answer.Whisper) answer).card());
      } else {
        assertThat(command.getSpec().command()).isEqualTo("say");
        assertThat(command.getSpec().args()).containsOnlyKeys("what");
        assertThat(command.getSpec().mode().name()).isEqualTo("RUN");
        Cluster.admin().resource(command).delete();
      }
    }
  }

  private void assertThatNothingExecutes(Map<String, Inbound> table) {
    int commands = scene.commands().size();
    var softly = new SoftAssertions();
    table.forEach((what, inbound) -> {
      Answer answer = intake.receive(inbound);
      softly.assertThat(answer).as(what).isInstanceOfAny(Answer.Whisper.class, Answer.Again.class);
      if (answer instanceof Answer.Whisper(Card card)) {
        assertThatNobodyIsCalled(card);
      }
      softly.assertThat(scene.commands()).as(what).hasSize(commands);
      softly.assertThat(scene.decisions()).as(what).isEmpty();
    });
    softly.assertAll();
  }

  private static void assertThatNobodyIsCalled(Card card) {
    var spans = new ArrayList<Span>();
    card.body().forEach(element -> collect(element, spans));
    assertThat(spans).noneMatch(span -> span instanceof Span.Mention || span instanceof Span.Link);
  }

  private static void collect(Element element, List<Span> spans) {
    switch (element) {
      case Text(List<Span> of) -> of.forEach(spans::add);
      case Element.Bullets(List<Text> items) -> items.forEach(item -> collect(item, spans));
      case Element.Fields(List<Element.Field> fields) ->
          fields.forEach(field -> collect(field.value(), spans));
      case Element.Context(Text text) -> collect(text, spans);
      case Element.Code _, Element.Divider _ -> {}
    }
  }

  private static ChatCommand stored(String name) {
    TestNamespace shop = scene.shop;
    shop.create(
        Cluster.asGateway(),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec:
          command: restart-web
          requester: {username: %s, groups: ["system:authenticated"]}
          origin: {platform: slack, workspace: %s, channel: %s, user: %s, intent: "1"}
        """
            .formatted(
                name, scene.user("alice"), scene.workspace, scene.channel, scene.account("alice")));
    return shop.command(name);
  }

  private static ChatCommand anew(ChatCommand command) {
    ChatCommand other = Serialization.clone(command);
    other.getMetadata().setUid(UUID.randomUUID().toString());
    return other;
  }

  private static ChatCommand old(ChatCommand command) {
    ChatCommand other = Serialization.clone(command);
    other.getMetadata().setCreationTimestamp(Instant.now().minus(Duration.ofDays(8)).toString());
    return other;
  }

  private static String changed(String token, int at) {
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  private static String name(Source source) {
    return Names.command("slack", scene.workspace, scene.channel, source.intent());
  }

  private static Source source() {
    return scene.source("alice", UUID.randomUUID().toString());
  }

  private static Inbound said(Source source) {
    return Scene.said(source, Way.MENTION, "restart web");
  }

  private static Inbound press(String person, String token) {
    return scene.pressed(person, "cancel", token, null);
  }

  private static Inbound filled(String state, Map<String, String> values) {
    return filled("alice", state, values);
  }

  private static Inbound filled(String person, String state, Map<String, String> values) {
    return new Inbound.Filled(scene.source(person, UUID.randomUUID().toString()), state, values);
  }

  private static Source sentAgo(Duration ago) {
    return scene.source(
        "alice", scene.channel, false, UUID.randomUUID().toString(), Instant.now().minus(ago));
  }

  private static Source inChannel(String channel, boolean direct) {
    return scene.source("alice", channel, direct, UUID.randomUUID().toString(), Instant.now());
  }

  private static Source team(String team) {
    Source source = source();
    return with(source, source.workspace(), team);
  }

  private static Source inWorkspace(String workspace) {
    return with(source(), workspace, Scene.TEAM);
  }

  private static Source with(Source source, String workspace, String team) {
    return new Source(
        source.platform(),
        workspace,
        team,
        source.user(),
        source.channel(),
        source.direct(),
        source.thread(),
        source.message(),
        source.intent(),
        source.sentAt());
  }
}
