package dev.chatops.gateway;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.TestNamespace;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The gateway beside a Slack, or an API server, that is away.
class GatewayAloneIT {

  private static final List<String> ASKED = List.of("first", "second", "third");

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();

  private final TestNamespace shop = Cluster.namespace();
  private final SlackTeam team = new SlackTeam(shop);

  @AfterEach
  void leave() {
    team.close();
  }

  @Test
  void bothAwayAtItsStartAreWaitedForAndConditionsSayWhoIsMissing() {
    team.slack.control("away", Map.of("away", true));
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      proxy.goAway();
      OperatorProcess gateway = processes.startGateway("alone", proxy);
      Awaitility.await("it is live, and not ready")
          .atMost(SlackTeam.PATIENCE)
          .until(() -> gateway.isLive() && !gateway.isReady());
      proxy.comeBack();

      Awaitility.await("the condition says that Slack is away")
          .atMost(SlackTeam.PATIENCE)
          .ignoreExceptions()
          .until(() -> team.condition("Connected").orElseThrow().reason().equals("Unreachable"));
      assertThat(gateway.isAlive()).isTrue();
      team.slack.control("away", Map.of("away", false));

      team.awaitReady("Ready");
      gateway.awaitReady();
    }
  }

  /// Nothing here depends on how long it is away.
  @Test
  void commandsRunWhileSlackIsAwayAndChatCatchesUpWithTheirLatestState() {
    shop.applyExample("shop");
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatChannel
        metadata: {name: main}
        spec: {workspace: %s, channelId: %s, announce: [All]}
        """
            .formatted(team.workspace, SlackPeer.SHOP));
    shop.grant(team.user("alice"), "chatops-requester");
    shop.allow(team.user("alice"), "run", "allowedcommands", "restart-web");
    processes.startGateway("cut-off").awaitReady();
    team.awaitReady("Ready");
    team.slack.control("away", Map.of("away", true));
    try (OperatorRole _ = RunningOperator.start()) {
      ASKED.forEach(this::ask);
      ASKED.forEach(name -> assertThatCommand(shop, name).ends(Reason.COMPLETED));
      assertThat(team.cards()).isEmpty();

      team.slack.control("away", Map.of("away", false));

      for (String name : ASKED) {
        JsonNode card = team.awaitPost(name, post -> post.contains("#" + name));
        assertThat(card.toString()).contains("Completed");
      }
      assertThat(team.cards()).hasSize(ASKED.size());
    }
  }

  private void ask(String name) {
    shop.create(
        Cluster.as(team.user("alice")),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %1$s}
        spec: {command: restart-web, reason: %1$s}
        """
            .formatted(name));
  }
}
