package dev.chatops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.ChatWorkspaceSpec;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.runtime.GatewayRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.SlackPeer;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Slack tells of a channel is in the conditions of the ChatChannel, whichever of two replicas
/// it told.
class ChannelIT {

  private SlackTeam team;
  private GatewayRole one;
  private GatewayRole other;

  @BeforeEach
  void start() {
    team = new SlackTeam(Cluster.namespace());
    one = team.gateway();
    other = team.gateway();
    team.awaitReady("Ready");
    Awaitility.await("both are connected")
        .atMost(SlackTeam.PATIENCE)
        .until(() -> team.slack.sockets() == 2 && ready(one) && ready(other));
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    team.close();
  }

  @ParameterizedTest
  @CsvSource({
    "shared, true, false, SharedExternally",
    "archived, true, false, Archived",
    "member, false, true, NotAMember"
  })
  void aChannelFallsAndRecoversAsSlackTells(
      String what, boolean now, boolean before, String reason) {
    // Slack tells one replica at a time, in turn.
    for (int i = 0; i < 2; i++) {
      tell(what, now);
      awaitChannel(reason, ConditionStatus.FALSE);
      tell(what, before);
      awaitChannel("Ready", ConditionStatus.TRUE);
      if (i == 0) {
        team.slack.slash(SlackPeer.ALICE, SlackPeer.SHOP, "whoami");
      }
    }
  }

  @Test
  void whoAsksWhereTheBotIsNotIsToldToInviteIt() {
    tell("member", false);
    awaitChannel("NotAMember", ConditionStatus.FALSE);

    awaitAnswer("invite me");
  }

  @Test
  void whatOthersReadIsNotWrittenToUnlessItIsAllowed() {
    tell("shared", true);
    awaitChannel("SharedExternally", ConditionStatus.FALSE);
    awaitAnswer("Other organisations read");

    Cluster.admin()
        .resources(ChatWorkspace.class)
        .withName(team.workspace)
        .edit(workspace -> {
          ChatWorkspaceSpec spec = workspace.getSpec();
          workspace.setSpec(
              new ChatWorkspaceSpec(spec.slack(), spec.channels(), spec.directMessages(), true));
          return workspace;
        });

    awaitChannel("Ready", ConditionStatus.TRUE);
  }

  /// Replicas follow the status, a moment behind.
  private void awaitAnswer(String words) {
    Awaitility.await(words)
        .atMost(SlackTeam.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() ->
            team.slack.slash(SlackPeer.ALICE, SlackPeer.SHOP, "list").toString().contains(words));
  }

  private void tell(String what, boolean now) {
    assertThat(
            team.slack
                .control("channel", Map.of("id", SlackPeer.SHOP, what, now))
                .at("/told/0/acknowledged")
                .asBoolean())
        .isTrue();
  }

  private boolean ready(GatewayRole gateway) {
    return gateway.unready().isEmpty();
  }

  private void awaitChannel(String reason, ConditionStatus status) {
    Awaitility.await("the channel is " + reason)
        .atMost(SlackTeam.PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() ->
            Condition.find(team.shop.channel("main").getStatus().conditions(), "Ready")
                .filter(ready -> ready.reason().equals(reason))
                .filter(ready -> ready.status() == status)
                .isPresent());
  }
}
