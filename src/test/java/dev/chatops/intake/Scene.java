package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Inbound.Way;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.chat.inbound.Source;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A chat workspace of one test, its people, and a channel that works on a namespace.
final class Scene {

  static final String TEAM = "T0123456789";

  final String id = UUID.randomUUID().toString().substring(0, 8);
  final String workspace = "acme-" + id;
  final String channel = "C" + id;
  final TestNamespace shop = Cluster.namespace();

  private Scene() {}

  /// A channel that works on a namespace with commands, in which Alice may run all but one.
  static Scene open() {
    var scene = new Scene();
    scene.workspace("", scene.grant(scene.channel, scene.shop, ""));
    scene.bind(scene.channel, scene.shop, "main");
    scene.know("alice");
    scene.define(
        scene.shop,
        "deploy-web",
        """
        description: Deploy a release
        aliases: [ship web]
        parameters: [{name: tag, pattern: '\\d+\\.\\d+\\.\\d+', required: true}]
        action: {deploy: {target: {kind: Deployment, name: web}, container: web, image: "registry.example/web:${tag}"}}
        """);
    scene.define(
        scene.shop,
        "scale-web",
        """
        parameters: [{name: replicas, type: quantity, max: 10, required: true}]
        action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
        """);
    scene.define(scene.shop, "restart-web", restart(""));
    scene.define(
        scene.shop,
        "say",
        """
        parameters: [{name: what, pattern: '(?s).*', required: true}]
        action: {restart: {target: {kind: Deployment, name: web}}}
        """);
    scene.define(scene.shop, "forbidden-web", restart(""));
    scene.shop.allow(
        scene.user("alice"),
        "run",
        "allowedcommands",
        "deploy-web",
        "scale-web",
        "restart-web",
        "say");
    return scene;
  }

  static String restart(String more) {
    return "action: {restart: {target: {kind: Deployment, name: web}}}\n" + more;
  }

  String user(String person) {
    return person + "-" + id;
  }

  String account(String person) {
    return "U" + person + id;
  }

  /// @param more further fields, each line indented by two
  void workspace(String more, String... grants) {
    cluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatWorkspace
        metadata: {name: %s}
        spec:
          slack: {teamId: %s, secretName: slack}
          channels: [%s]
        %s
        """
            .formatted(workspace, TEAM, String.join(", ", grants), more));
  }

  String grant(String channel, TestNamespace namespace, String more) {
    return "{id: %s, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}%s}"
        .formatted(channel, namespace.name(), more);
  }

  void bind(String channel, TestNamespace namespace, String name) {
    namespace.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatChannel
        metadata: {name: %s}
        spec: {workspace: %s, channelId: %s}
        """
            .formatted(name, workspace, channel));
  }

  void know(String person) {
    cluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatIdentity
        metadata: {name: %1$s}
        spec:
          person: %1$s
          username: %1$s
          accounts: [{workspace: %2$s, user: %3$s}]
        """
            .formatted(user(person), workspace, account(person)));
  }

  void define(TestNamespace namespace, String name, String spec) {
    namespace.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: %s}
        spec:
        %s
        """
            .formatted(name, spec.indent(2)));
  }

  static void cluster(String yaml) {
    Cluster.admin().resource(Manifests.parse(yaml)).forceConflicts().serverSideApply();
  }

  /// A gateway that has seen everything so far.
  Intake intake() {
    return intake(Cluster.asGateway());
  }

  Intake intake(KubernetesClient client) {
    return Intake.open(client, "chatops-system", Clock.systemUTC());
  }

  Source source(String person, String intent) {
    return source(person, channel, false, intent, Instant.now());
  }

  Source source(String person, String channel, boolean direct, String intent, Instant sentAt) {
    return new Source(
        "slack",
        workspace,
        TEAM,
        account(person),
        channel,
        direct,
        null,
        "m-" + intent,
        intent,
        sentAt,
        Instant.now());
  }

  Inbound.Said said(String person, String text) {
    return said(source(person, UUID.randomUUID().toString()), Way.MENTION, text);
  }

  static Inbound.Said said(Source source, Way way, String text) {
    return new Inbound.Said(source, way, List.of(new Piece.Typed(text)));
  }

  Inbound.Pressed pressed(String person, String action, String token, String typed) {
    return new Inbound.Pressed(
        source(person, UUID.randomUUID().toString()), action, token, typed, null);
  }

  List<ChatCommand> commands() {
    return Cluster.admin().resources(ChatCommand.class).inNamespace(shop.name()).list().getItems();
  }

  List<CommandDecision> decisions() {
    return Cluster.admin()
        .resources(CommandDecision.class)
        .inNamespace(shop.name())
        .list()
        .getItems();
  }

  /// What somebody reads.
  static String read(Answer answer) {
    return switch (answer) {
      case Answer.Taken _ -> "taken";
      case Answer.Whisper(var card) -> card.title() + ": " + card.plainFallback() + card.body();
      case Answer.NotNow(var card) -> "not now: " + card.plainFallback();
      case Answer.Ask(var form) -> "form " + form;
      case Answer.Again(var errors) -> "again " + errors;
    };
  }
}
