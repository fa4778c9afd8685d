package dev.chatops.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.mirror.ConsolePages;
import dev.chatops.runtime.GatewayRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/// A Slack workspace with alice and bob, a channel of it that works on a shop, and what they read
/// there.
final class SlackTeam implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final String CONSOLE = "https://chatops.example";

  final String id = UUID.randomUUID().toString().substring(0, 8);
  final String workspace = "slack-" + id;
  final SlackPeer slack = SlackPeer.start();
  final TestNamespace shop;

  /// @param shop where alice may run every command of the example, and bob approve
  SlackTeam(TestNamespace shop) {
    this.shop = shop;
    secret(SlackPeer.BOT_TOKEN);
    cluster(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatWorkspace
        metadata: {name: %s}
        spec:
          slack: {teamId: %s, secretName: %s, apiUrl: '%s'}
          channels:
          - id: %s
            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
        """
            .formatted(
                workspace, SlackPeer.TEAM, workspace, slack.apiUrl(), SlackPeer.SHOP, shop.name()));
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatChannel
        metadata: {name: main}
        spec: {workspace: %s, channelId: %s}
        """
            .formatted(workspace, SlackPeer.SHOP));
    person("alice", SlackPeer.ALICE);
    person("bob", SlackPeer.BOB);
  }

  void secret(String botToken) {
    Cluster.admin()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(workspace)
                .withNamespace("chatops-system")
                .endMetadata()
                .withStringData(Map.of("bot-token", botToken, "app-token", SlackPeer.APP_TOKEN))
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  String user(String person) {
    return person + "-" + id;
  }

  private void person(String person, String account) {
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
            .formatted(user(person), workspace, account));
  }

  private static void cluster(String yaml) {
    Cluster.admin().resource(Manifests.parse(yaml)).forceConflicts().serverSideApply();
  }

  /// The gateway, with the rights that it is shipped with.
  GatewayRole gateway() {
    var gateway =
        new GatewayRole(
            Cluster.asGateway(),
            "chatops-system",
            "test-" + UUID.randomUUID(),
            ConsolePages.at(CONSOLE),
            new SimpleMeterRegistry(),
            Metrics.NOOP,
            Clock.systemUTC());
    gateway.start();
    return gateway;
  }

  Optional<Condition> condition(String type) {
    var status =
        Cluster.admin().resources(ChatWorkspace.class).withName(workspace).get().getStatus();
    return Condition.find(status == null ? null : status.conditions(), type);
  }

  void awaitReady(String reason) {
    Awaitility.await(workspace + " is " + reason)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> condition("Ready").map(Condition::reason).orElse(""), reason::equals);
    if (reason.equals("Ready")) {
      Awaitility.await("the channel is Ready")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() ->
              Condition.find(
                      shop.channel("main").getStatus() == null
                          ? null
                          : shop.channel("main").getStatus().conditions(),
                      "Ready")
                  .map(Condition::reason)
                  .orElse("")
                  .equals("Ready"));
    }
  }

  /// The first message of the bot in the channel whose text is so.
  JsonNode awaitPost(String what, Predicate<String> text) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> posts().stream().filter(post -> text.test(post.toString())).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  List<JsonNode> posts() {
    return slack
        .messages(SlackPeer.SHOP)
        .filter(message -> message.path("user").asText().equals(SlackPeer.BOT))
        .toList();
  }

  /// Cards: what is said under them is left out.
  List<JsonNode> cards() {
    return posts().stream()
        .filter(post -> post.at("/metadata/event_payload/purpose").asText().equals("card"))
        .toList();
  }

  /// What was uploaded, each with its `filename` and `content`.
  List<JsonNode> files() {
    return posts().stream().flatMap(post -> post.path("files").valueStream()).toList();
  }

  JsonNode awaitFile() {
    return Awaitility.await("a file")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> files().stream().findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  void press(String account, JsonNode card, String action) {
    String id =
        StreamSupport.stream(card.path("blocks").spliterator(), false)
            .filter(block -> block.path("type").asText().equals("actions"))
            .flatMap(block -> StreamSupport.stream(block.path("elements").spliterator(), false))
            .map(button -> button.path("action_id").asText())
            .filter(found -> found.contains(action))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no button " + action + " on " + card));
    slack.press(account, SlackPeer.SHOP, card.path("ts").asText(), id);
  }

  /// Gateways of other tests would try to connect to it.
  @Override
  public void close() {
    Cluster.admin().resources(ChatWorkspace.class).withName(workspace).delete();
    slack.close();
  }
}
