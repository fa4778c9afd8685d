package dev.chatops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatIdentity;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.SlackPeer.Line;
import dev.chatops.testing.TestNamespace;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two hundred messages a second over a socket: each becomes one command, those for one target are
/// carried out in their order, and what the gateway knows of them stays small.
class ChatLoadIT {

  private static final int RATE = 200;
  private static final int EACH = 6;

  /// Each person works on one target.
  private static final int PEOPLE = 50;

  /// What the gateway may hold more after it than before.
  private static final long MEGABYTES = 16;

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();

  private final TestNamespace shop = Cluster.namespace();
  private final SlackTeam team = new SlackTeam(shop);

  @AfterEach
  void leave() {
    people().forEach(i -> Cluster.admin().resource(identity(i)).delete());
    team.close();
  }

  @Test
  void nothingIsLostOrTurnedRoundAndMemoryIsBounded() {
    furnish();
    OperatorProcess gateway = processes.startGateway("loaded").awaitReady();
    team.awaitReady("Ready");
    long before = gateway.heap().liveBytes();

    var taken = team.slack.load(RATE, SlackPeer.SHOP, lines(), SlackPeer.SHORTER);

    assertThat(taken).as(() -> told()).allMatch(SlackPeer.Taken::acknowledged);
    assertThat(commands()).as(() -> told()).hasSize(PEOPLE * EACH);
    try (OperatorRole _ = RunningOperator.start()) {
      Awaitility.await("all is done")
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> commands().stream().allMatch(ChatLoadIT::ended));
    }
    commands().stream()
        .collect(Collectors.groupingBy(command -> origin(command).user()))
        .forEach(ChatLoadIT::assertInOrder);
    assertThat(gateway.heap().liveBytes() - before).isLessThan(MEGABYTES << 20);
  }

  /// What people were answered, each kind once.
  private String told() {
    return team.slack
        .ephemerals()
        .map(each -> each.path("text").asText())
        .distinct()
        .limit(10)
        .collect(Collectors.joining("\n"));
  }

  /// Each command found what the one before it had set.
  private static void assertInOrder(String user, List<ChatCommand> commands) {
    assertThat(
            commands.stream()
                .sorted(Comparator.comparing(command -> origin(command).sentAt()))
                .map(command -> command.getStatus().plan().changes().getFirst())
                .map(change -> change.from() + " " + change.to()))
        .as(user)
        .isEqualTo(
            IntStream.range(0, EACH).mapToObj(tag -> image(tag) + " " + image(tag + 1)).toList());
  }

  private static boolean ended(ChatCommand command) {
    return command.getStatus() != null && command.getStatus().finishedAt() != null;
  }

  private static Origin origin(ChatCommand command) {
    return Objects.requireNonNull(command.getSpec().origin());
  }

  private List<ChatCommand> commands() {
    return Cluster.admin().resources(ChatCommand.class).inNamespace(shop.name()).list().getItems();
  }

  private static List<Line> lines() {
    return IntStream.range(0, PEOPLE * EACH)
        .mapToObj(i ->
            new Line(
                account(i % PEOPLE),
                "<@%s> deploy %s 1.%d"
                    .formatted(SlackPeer.BOT, target(i % PEOPLE), i / PEOPLE + 1)))
        .toList();
  }

  private void furnish() {
    people().forEach(i -> shop.apply(deployment(target(i))));
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: deploy}
        spec:
          parameters:
          - {name: target, type: enum, required: true, values: [%s]}
          - {name: tag, type: string, pattern: '1\\.\\d+', required: true}
          action:
            deploy:
              target: {kind: Deployment, name: "${target}"}
              container: web
              image: "registry.example/web:${tag}"
        """
            .formatted(people().mapToObj(ChatLoadIT::target).collect(Collectors.joining(", "))));
    people().forEach(i -> Cluster.admin().resource(identity(i)).forceConflicts().serverSideApply());
    people().forEach(i -> shop.allow(person(i), "run", "allowedcommands", "deploy"));
    shop.awaitAllowed(person(PEOPLE - 1), "run", "deploy");
    Awaitility.await("the Deployments stand")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() ->
            people()
                .allMatch(
                    i -> shop.deployment(target(i)).getStatus().getObservedGeneration() == 1));
  }

  private ChatIdentity identity(int number) {
    return Cluster.admin()
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: chatops.dev/v1alpha1
            kind: ChatIdentity
            metadata: {name: %1$s}
            spec: {person: %1$s, username: %1$s, accounts: [{workspace: %2$s, user: %3$s}]}
            """
                .formatted(person(number), team.workspace, account(number)),
            ChatIdentity.class);
  }

  private static IntStream people() {
    return IntStream.range(0, PEOPLE);
  }

  private String person(int number) {
    return "person-%d-%s".formatted(number, team.id);
  }

  private static String account(int number) {
    return "U0LOAD" + number;
  }

  private static String target(int number) {
    return "web-" + number;
  }

  private static String image(int tag) {
    return "registry.example/web:1." + tag;
  }

  private static String deployment(String name) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s}
    spec:
      replicas: 0
      revisionHistoryLimit: 1
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec: {containers: [{name: web, image: "%2$s"}]}
    """
        .formatted(name, image(0));
  }
}
