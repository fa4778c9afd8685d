package dev.chatops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.runtime.GatewayRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.SlackPeer;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Conditions of a ChatWorkspace tell what is the matter, and that it is over.
class WorkspaceIT {

  private SlackTeam team;
  private GatewayRole gateway;

  @BeforeEach
  void start() {
    team = new SlackTeam(Cluster.namespace());
  }

  @AfterEach
  void stop() {
    gateway.close();
    team.close();
  }

  @Test
  void aSecretThatComesLateIsTakenUp() {
    Cluster.admin().secrets().inNamespace("chatops-system").withName(team.workspace).delete();
    gateway = team.gateway();

    team.awaitReady("SecretMissing");
    assertThat(team.condition("Ready").orElseThrow().message())
        .isEqualTo(
            "There is no Secret chatops-system/%s; create it with the keys bot-token, app-token."
                .formatted(team.workspace));
    assertThat(team.condition("Stalled").orElseThrow().status()).isEqualTo(ConditionStatus.TRUE);
    team.secret(SlackPeer.BOT_TOKEN);

    team.awaitReady("Ready");
  }

  @Test
  void aTokenIsRotatedWithoutARestart() {
    team.secret("xoxb-outdated");
    gateway = team.gateway();

    team.awaitReady("InvalidCredentials");
    team.secret(SlackPeer.BOT_TOKEN);

    team.awaitReady("Ready");
  }

  @Test
  void readinessFallsAndRecoversWithSlack() {
    gateway = team.gateway();
    team.awaitReady("Ready");

    team.slack.control("away", Map.of("away", true));
    Awaitility.await("it is not ready")
        .atMost(SlackTeam.PATIENCE)
        .until(() -> gateway.unready().isPresent());
    Awaitility.await("the condition says so")
        .atMost(SlackTeam.PATIENCE)
        .until(() -> team.condition("Ready").orElseThrow().status() == ConditionStatus.FALSE);
    team.slack.control("away", Map.of("away", false));

    team.awaitReady("Ready");
    assertThat(gateway.unready()).isEmpty();
  }
}
