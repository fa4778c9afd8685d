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
    var table = new Table();
    table.add("unmapped person", "is in no ChatIdentity", scene.said("mallory", "restart web"));
    table.add(
        "account of two persons",
        "is in several ChatIdentities",
        scene.said("twice", "restart web"));
    table.add("another organisation", "another organisation", said(team("T9")));
    table.add("organisation not told", "another organisation", said(team(null)));
    table.add(
        "unknown workspace", "There is no ChatWorkspace elsewhere", said(inWorkspace("elsewhere")));
    table.add("unbound channel", "works on no namespace", said(inChannel("C404", false)));
    table.add(
        "direct message that nobody granted", "in channels only", said(inChannel("D1", true)));
    table.add("no right to run", "may not run restart-web", scene.said("bob", "restart web"));
    table.add(
        "another command than granted",
        "may not run forbidden-web",
        scene.said("alice", "forbidden web"));
    table.add(
        "another namespace",
        "is no namespace of this place",
        scene.said("alice", "restart web in kube-system"));
    table.add(
        "older than ten minutes", "too old to start now", said(sentAgo(Duration.ofMinutes(11))));
    table.add("a day old", "too old to start now", said(sentAgo(Duration.ofHours(24))));
    table.add("quoted text", "Quoted text is not read", scene.said("alice", "> restart web"));
    table.add("code block", "Code blocks are not read", scene.said("alice", "```restart web```"));
    table.add(
        "two lines", "A command is one line", scene.said("alice", "restart web\nrestart web"));
    table.add(
        "hidden character",
        "Here stands U+202E",
        scene.said("alice", "restart web because \u202egnp.exe"));
    table.add("unknown flag", "There is no flag", scene.said("alice", "restart web --dryrun"));
    table.add("flag of a phone", "There is no flag", scene.said("alice", "restart web —dryrun"));
    table.add(
        "control character",
        "Here stands U+0007",
        scene.said("alice", "restart web because \u0007"));
    table.add(
        "one megabyte",
        "The message has 1000000 characters",
        scene.said("alice", "x".repeat(1_000_000)));
    table.add(
        "one megabyte of reason",
        "The message has 1000020 characters",
        scene.said("alice", "restart web because " + "x".repeat(1_000_000)));
    table.add(
        "one megabyte of words",
        "The message has 1000000 characters",
        scene.said("alice", "restart ".repeat(125_000)));
    table.add(
        "a value that breaks out",
        "tag must match",
        scene.said("alice", "deploy web 1.4.2;reboot"));
    table.add(
        "a value with a line break",
        "A command is one line",
        scene.said("alice", "deploy web \"1.4.2\n\""));
    table.add("a template", "tag must not contain ${", scene.said("alice", "deploy web ${tag}"));
    table.add(
        "a link that hides its address",
        "something else than its address",
        new Inbound.Said(
            source(),
            Way.MENTION,
            List.of(
                new Piece.Typed("deploy web "), new Piece.Link("https://evil.example/", "1.4.2"))));
    table.add("edited message", "Edits are not read", new Inbound.Edited(source(), "first"));
    table.add(
        "forged form",
        "is no namespace of this place",
        filled("restart web in kube-system", Map.of()));
    table.add("form of garbage", "Here stands U+0000", filled("\u0000{}", Map.of("tag", "1.4.2")));
    table.add(
        "form with a value that breaks out",
        "again {tag=tag must match",
        filled("deploy-web", Map.of("tag", "1;2")));
    table.add(
        "form with a megabyte",
        "again {tag=tag has 1000000 characters",
        filled("deploy-web", Map.of("tag", "1".repeat(1_000_000))));
    table.add(
        "form of a stranger", "is in no ChatIdentity", filled("mallory", "restart-web", Map.of()));
    table.add(
        "form without right", "may not run restart-web", filled("bob", "restart-web", Map.of()));
    table.add("empty token", "none of ours", press("alice", ""));
    table.add("garbage token", "none of ours", press("alice", "a.b.c"));
    table.add("huge token", "none of ours", press("alice", "a".repeat(1_000_000)));

    assertThatNothingExecutes(table);
  }

  @Test
  void noButtonOfTheTableDecides() {
    ChatCommand command = stored("cc-waits");
    SignedTokens tokens = intake.tokens();
    String good = tokens.token(command, Decision.CANCEL);
    var foreign = new TreeMap<>(Map.of("key-1", new byte[32]));
    var table = new Table();
    table.add(
        "signed by somebody else",
        "none of ours",
        press(
            "alice", new SignedTokens(foreign, Clock.systemUTC()).token(command, Decision.CANCEL)));
    table.add(
        "last character changed", "none of ours", press("alice", changed(good, good.length() - 2)));
    table.add(
        "claim changed", "none of ours", press("alice", changed(good, good.indexOf('.') + 5)));
    table.add("cut", "none of ours", press("alice", good.substring(0, good.length() - 4)));
    table.add("pressed by a stranger", "is in no ChatIdentity", press("mallory", good));
    table.add(
        "pressed by a member of another organisation",
        "another organisation",
        new Inbound.Pressed(team("T9"), "cancel", good, null, null));
    table.add(
        "pressed where the namespace is not",
        "this place does not work on",
        new Inbound.Pressed(inChannel("C404", false), "cancel", good, null, null));
    table.add(
        "of a command that was made anew",
        "no longer stored",
        press("alice", tokens.token(anew(command), Decision.CANCEL)));
    table.add(
        "approves without a plan",
        "no plan to approve yet",
        press("alice", tokens.token(command, Decision.APPROVE)));
    table.add(
        "expired", "has expired", press("alice", tokens.token(old(command), Decision.CANCEL)));

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

  /// @param says what the answer holds
  private record Case(String what, String says, Inbound inbound) {}

  private static final class Table {
    private final List<Case> cases = new ArrayList<>();

    void add(String what, String says, Inbound inbound) {
      cases.add(new Case(what, says, inbound));
    }
  }

  private void assertThatNothingExecutes(Table table) {
    int commands = scene.commands().size();
    var softly = new SoftAssertions();
    for (Case each : table.cases) {
      String what = each.what();
      Answer answer = intake.receive(each.inbound());
      softly.assertThat(Scene.read(answer)).as(what).contains(each.says());
      if (answer instanceof Answer.Whisper(Card card)) {
        assertThatNobodyIsCalled(card);
      }
      softly.assertThat(scene.commands()).as(what).hasSize(commands);
      softly.assertThat(scene.decisions()).as(what).isEmpty();
    }
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
        source.sentAt(),
        source.cameAt());
  }
}
