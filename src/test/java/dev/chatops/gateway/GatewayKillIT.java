package dev.chatops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.GatewayWrite;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.TestNamespace;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The gateway is killed by SIGKILL between any two of its steps: one message of a person becomes
/// one command and one message of ours.
class GatewayKillIT {

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();

  private final TestNamespace shop = Cluster.namespace();
  private SlackTeam team;
  private OperatorRole operator;
  private FaultyProxy proxy;
  private OperatorProcess gateway;

  @BeforeEach
  void connect() {
    shop.applyExample("shop");
    team = new SlackTeam(shop);
    shop.allow(team.user("alice"), "run", "allowedcommands", "scale-web");
    shop.awaitAllowed(team.user("alice"), "run", "scale-web");
    operator = RunningOperator.start();
    proxy = FaultyProxy.toApiServer();
    gateway = processes.startGateway("gateway", proxy).awaitReady();
    team.awaitReady("Ready");
  }

  @AfterEach
  void disconnect() {
    proxy.close();
    operator.close();
    team.close();
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aMessageThatIsDeliveredAgainAfterACrashIsOneCommandAndOneCard(Side side) {
    var command = proxy.hold(shop, new Moment(GatewayWrite.COMMAND, side));
    say("scale web 5");
    command.awaitReached();

    gateway.kill();
    processes.startGateway("next").awaitReady();
    assertThat(redeliver().path("acknowledged").asBoolean()).isTrue();

    assertOneOfEach();
  }

  @Test
  void aCardWhosePlaceWasNotStoredIsFoundAgain() {
    var delivery = proxy.hold(shop, new Moment(GatewayWrite.DELIVERY, Side.BEFORE_SENDING));
    say("scale web 5");
    delivery.awaitReached();

    gateway.kill();
    processes.startGateway("next").awaitReady();

    assertOneOfEach();
  }

  @Test
  void aCardThatWasNotPostedIsPostedByTheNext() {
    team.slack.fault("chat.postMessage", 1, "retry_after", 60);
    say("scale web 5");
    Awaitility.await("it was asked to wait")
        .atMost(SlackTeam.PATIENCE)
        .until(() -> team.slack.calls("chat.postMessage") == 1);

    gateway.kill();
    processes.startGateway("next").awaitReady();

    assertOneOfEach();
  }

  private void say(String text) {
    Thread.ofVirtual()
        .start(() ->
            team.slack.say(
                SlackPeer.ALICE, SlackPeer.SHOP, "<@%s> %s".formatted(SlackPeer.BOT, text)));
  }

  /// Slack repeats what was not acknowledged.
  private JsonNode redeliver() {
    return team.slack.control("redeliver", Map.of("same", false));
  }

  private void assertOneOfEach() {
    team.awaitPost("done", post -> post.contains("Completed"));
    Awaitility.await("all is told")
        .atMost(SlackTeam.PATIENCE)
        .until(() -> {
          ChatCommand command = commands().getFirst();
          return command.getStatus().delivery() != null
              && command.getStatus().delivery().settledAt() != null;
        });
    assertThat(commands()).hasSize(1);
    assertThat(team.cards()).hasSize(1);
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(5);
  }

  private List<ChatCommand> commands() {
    return Cluster.admin().resources(ChatCommand.class).inNamespace(shop.name()).list().getItems();
  }
}
