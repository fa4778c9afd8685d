package dev.chatops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandOutput;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.GatewayWrite;
import dev.chatops.testing.Moment.OutputWrite;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Operator or gateway are killed by SIGKILL while the output of a command is on its way to chat:
/// it is stored once, and comes once or, rather than twice, not at all.
class OutputKillIT {

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();

  private final TestNamespace shop = Cluster.namespace();
  private final SlackTeam team = new SlackTeam(shop);
  private final FaultyProxy proxy = FaultyProxy.toApiServer();
  private String usual;

  @BeforeEach
  void print() throws IOException {
    usual = Files.readString(Cluster.podLog());
    Files.writeString(Cluster.podLog(), log());
    shop.applyExample("jobs");
    shop.allow(team.user("alice"), "run", "allowedcommands", "migrate-database");
    shop.awaitAllowed(team.user("alice"), "run", "migrate-database");
  }

  @AfterEach
  void leave() throws IOException {
    Files.writeString(Cluster.podLog(), usual);
    proxy.close();
    team.close();
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void whatIsPrintedIsStoredAndToldOnceWhereverTheOperatorDies(Side side) {
    OperatorProcess first = processes.start("first", proxy).awaitReady();
    processes.startGateway("gateway").awaitReady();
    team.awaitReady("Ready");
    var store = proxy.hold(shop, new Moment(OutputWrite.OUTPUT, side));
    ask();
    store.awaitReached();

    first.kill();
    processes.start("next").awaitReady();

    awaitSettled();
    assertThat(team.files())
        .singleElement()
        .satisfies(file ->
            assertThat(file.path("content").asText())
                .startsWith("the first line\n")
                .endsWith("\nthe last line"));
    CommandOutput output = outputs().getFirst();
    assertThat(outputs()).hasSize(1);
    assertThat(output.getMetadata().getName()).isEqualTo(only().getMetadata().getName());
    assertThat(output.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(only().getMetadata().getUid()));
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void theFileIsNeverThereTwiceWhereverTheGatewayDies(Side side) {
    processes.start("operator").awaitReady();
    OperatorProcess first = processes.startGateway("first", proxy).awaitReady();
    team.awaitReady("Ready");
    var announced = proxy.hold(shop, new Moment(GatewayWrite.FILE, side));
    ask();
    announced.awaitReached();

    first.kill();
    processes.startGateway("next").awaitReady();

    awaitSettled();
    assertThat(team.files()).hasSize(side == Side.BEFORE_SENDING ? 1 : 0);
    assertThat(team.cards()).hasSize(1);
  }

  private void ask() {
    team.slack.say(
        SlackPeer.ALICE, SlackPeer.SHOP, "<@" + SlackPeer.BOT + "> migrate-database 1.4.2");
  }

  private void awaitSettled() {
    Awaitility.await("all is told")
        .atMost(SlackTeam.PATIENCE)
        .until(() ->
            only().getStatus() != null
                && only().getStatus().delivery() != null
                && only().getStatus().delivery().settledAt() != null);
  }

  private ChatCommand only() {
    return Cluster.admin()
        .resources(ChatCommand.class)
        .inNamespace(shop.name())
        .list()
        .getItems()
        .getFirst();
  }

  private List<CommandOutput> outputs() {
    return Cluster.admin()
        .resources(CommandOutput.class)
        .inNamespace(shop.name())
        .list()
        .getItems();
  }

  /// More than a status holds.
  private static String log() {
    return Stream.of(
            Stream.of("the first line"),
            IntStream.range(0, 500).mapToObj(i -> "working on order " + i),
            Stream.of("the last line"))
        .flatMap(lines -> lines)
        .map(line -> "2026-01-31T12:00:00.000000000Z stdout F " + line + "\n")
        .collect(Collectors.joining());
  }
}
