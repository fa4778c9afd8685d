package dev.chatops.gateway;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.GatewayRole;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.TestNamespace;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From a message in Slack to a changed Deployment and back, over a real socket, with the operator
/// and the gateway under the rights that they are shipped with.
class ChatIT {

  private final TestNamespace shop = Cluster.namespace();
  private SlackTeam team;
  private OperatorRole operator;
  private GatewayRole gateway;

  @BeforeEach
  void connect() {
    shop.applyExample("shop");
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: close-shop}
        spec:
          reasonRequired: true
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "0"}}
          approval: {count: 1}
        """);
    team = new SlackTeam(shop);
    shop.allow(
        team.user("alice"),
        "run",
        "allowedcommands",
        "scale-web",
        "deploy-web",
        "restart-web",
        "close-shop");
    shop.allow(team.user("bob"), "approve", "allowedcommands", "close-shop");
    operator = RunningOperator.start();
    gateway = team.gateway();
    team.awaitReady("Ready");
    shop.awaitAllowed(team.user("alice"), "run", "close-shop");
    shop.awaitAllowed(team.user("bob"), "approve", "close-shop");
    Awaitility.await("three pods of web are ready")
        .atMost(SlackTeam.PATIENCE)
        .ignoreExceptions()
        .until(() -> shop.deployment("web").getStatus().getReadyReplicas() == 3);
  }

  @AfterEach
  void disconnect() {
    gateway.close();
    operator.close();
    team.close();
  }

  @Test
  void aSlashCommandScalesAndItsCardTellsTheEndInTheSameMessage() {
    JsonNode answer = team.slack.slash(SlackPeer.ALICE, SlackPeer.SHOP, "scale web 5");
    assertThat(answer.path("acknowledged").asBoolean()).as(answer.toString()).isTrue();

    JsonNode card =
        team.awaitPost("a card that says it is done", post -> post.contains("Completed"));

    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(5);
    assertThat(card.toString()).contains("replicas").contains("3").contains("5");
    assertThat(team.cards()).hasSize(1);
    assertThat(commands()).hasSize(1);
    assertThat(card.toString())
        .contains(
            "%s/console/c/%s/commands/%s"
                .formatted(
                    SlackTeam.CONSOLE, shop.name(), commands().getFirst().getMetadata().getName()));
    assertThat(commands().getFirst().getSpec().requester().username())
        .isEqualTo(team.user("alice"));
  }

  @Test
  void anotherPersonsButtonApproves() {
    team.slack.say(
        SlackPeer.ALICE,
        SlackPeer.SHOP,
        "<@%s> close shop because the shop moves".formatted(SlackPeer.BOT));
    JsonNode waiting = team.awaitPost("a card with a button", post -> post.contains("approve"));
    String name = commands().getFirst().getMetadata().getName();
    assertThatCommand(shop, name).waits(Reason.AWAITING_APPROVAL);

    team.press(SlackPeer.ALICE, waiting, "approve");
    team.press(SlackPeer.BOB, waiting, "approve");

    assertThatCommand(shop, name).ends(Reason.COMPLETED);
    JsonNode done = team.awaitPost("done", post -> post.contains("Completed"));
    assertThat(done.path("ts")).isEqualTo(waiting.path("ts"));
    assertThat(done.toString()).contains(team.user("bob"));
    assertThat(team.slack.ephemerals().filter(e -> e.path("user").asText().equals(SlackPeer.ALICE)))
        .as("alice is told why her own approval does not count")
        .isNotEmpty();
  }

  @Test
  void aDenialEndsItWithItsReason() {
    team.slack.say(
        SlackPeer.ALICE,
        SlackPeer.SHOP,
        "<@%s> close shop because the shop moves".formatted(SlackPeer.BOT));
    JsonNode waiting = team.awaitPost("a card with a button", post -> post.contains("deny"));

    team.press(SlackPeer.BOB, waiting, "deny");
    JsonNode view =
        Awaitility.await("a form that asks why").until(team.slack::view, v -> v != null);
    String field = view.at("/blocks/0/block_id").asText();
    team.slack.submit(view.path("id").asText(), java.util.Map.of(field, "not on a Friday"));

    JsonNode denied = team.awaitPost("denied", post -> post.contains("Denied"));
    assertThat(denied.path("ts")).isEqualTo(waiting.path("ts"));
    assertThat(denied.toString()).contains("not on a Friday");
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void aRolloutThatFailsSaysWhyAndCallsWhoAsked() {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: deploy-any}
        spec:
          timeout: 20s
          parameters: [{name: tag, pattern: '[a-z-]+', required: true}]
          action:
            deploy:
              target: {kind: Deployment, name: web}
              container: web
              image: "registry.example/shop/web:${tag}"
        """);
    shop.allow(team.user("alice"), "run", "allowedcommands", "deploy-any");
    shop.awaitAllowed(team.user("alice"), "run", "deploy-any");

    Awaitility.await("the gateway knows the new command")
        .atMost(SlackTeam.PATIENCE)
        .until(() -> {
          team.slack.slash(SlackPeer.ALICE, SlackPeer.SHOP, "deploy any imagepullbackoff");
          return !commands().isEmpty();
        });

    team.awaitPost("the cause", post -> post.contains("ImagePullBackOff"));
    team.awaitPost(
        "a call",
        post -> post.contains("<@" + SlackPeer.ALICE + ">") && post.contains("thread_ts"));
  }

  @Test
  void helpAndMisunderstandingsAreWhispered() {
    team.slack.slash(SlackPeer.ALICE, SlackPeer.SHOP, "help");
    team.slack.slash(SlackPeer.ALICE, SlackPeer.SHOP, "scael web 5");

    Awaitility.await("two answers")
        .atMost(SlackTeam.PATIENCE)
        .until(() -> team.slack.ephemerals().count() >= 2);
    List<String> answers = team.slack.ephemerals().map(JsonNode::toString).toList();
    assertThat(answers).anyMatch(a -> a.contains("scale-web")).anyMatch(a -> a.contains("scael"));
    assertThat(team.posts()).isEmpty();
    assertThat(commands()).isEmpty();
  }

  private List<ChatCommand> commands() {
    return Cluster.admin().resources(ChatCommand.class).inNamespace(shop.name()).list().getItems();
  }
}
