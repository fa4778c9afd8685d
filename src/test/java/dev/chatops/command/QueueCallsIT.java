package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.ApiCalls;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What many commands cost the API server that wait for each other on one target. A request more
/// for each is a decision.
class QueueCallsIT {

  private static final int WAITING = 100;

  /// Those in front are told when their place changes, and the one that runs how far it is.
  private static final int SOME = 30;

  private final ApiCalls calls = new ApiCalls();
  private final TestNamespace shop = Cluster.namespace();

  @Test
  void whoWaitsIsToldOnceAndPlannedAtItsTurn() {
    shop.grant("alice", "chatops-requester");
    shop.allow("alice", "run", "allowedcommands", "scale-web", "deploy-web");
    shop.apply(DEFINITION_OF_SCALE);
    shop.apply(DEFINITION_OF_DEPLOY);
    shop.apply(DEPLOYMENT);
    try (KubernetesClient client = calls.client(Cluster.asOperator().getConfiguration());
        OperatorRole _ = RunningOperator.start(client)) {
      ask("holds-the-line", "scale-web, args: {replicas: 1}");
      assertThatCommand(shop, "holds-the-line").waits(Reason.RUNNING);
      calls.forget();

      askAll();
      awaitAll(Reason.QUEUED);

      assertThat(counted("GET deployments/web", "DRY-RUN deployments/web", "GET chatcommands"))
          .as("what is asked about a target at one's turn, and of the one that runs now and then")
          .isLessThan(SOME);
      assertThat(counted("PATCH chatcommands/")).isBetween(WAITING, WAITING + SOME);
      calls.forget();

      Cluster.admin().resource(shop.deployment("web")).scale(0);
      awaitAll(Reason.COMPLETED);
    }

    assertThat(counted("DRY-RUN deployments/web")).isBetween(WAITING, WAITING + SOME);
    assertThat(counted("PATCH deployments/web")).isEqualTo(WAITING);
    assertThat(counted("PATCH chatcommands/"))
        .as("start and end, and seldom a place")
        .isBetween(2 * WAITING, 3 * WAITING);
    List<String> wanted = waiting().map(command -> image(command.getMetadata().getName())).toList();
    assertThat(waiting().map(command -> command.getStatus().plan().changes().getFirst().from()))
        .as("each finds what the one asked before it has set")
        .containsExactlyElementsOf(
            Stream.concat(Stream.of(image("never-ready")), wanted.stream().limit(WAITING - 1))
                .toList());
    assertThat(shop.deployment("web").getSpec().getTemplate().getSpec().getContainers())
        .extracting(Container::getImage)
        .containsExactly(wanted.getLast());
  }

  private static String image(String tag) {
    return "registry.example/web:" + tag;
  }

  private int counted(String... beginnings) {
    return (int)
        calls.within(shop.name()).stream()
            .filter(call -> List.of(beginnings).stream().anyMatch(call::startsWith))
            .count();
  }

  private void askAll() {
    try (var writers = Executors.newFixedThreadPool(8)) {
      names()
          .forEach(name ->
              writers.execute(() -> ask(name, "deploy-web, args: {tag: %s}".formatted(name))));
    }
  }

  private void ask(String name, String command) {
    shop.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec: {command: %s}
        """
            .formatted(name, command));
  }

  private void awaitAll(Reason reason) {
    Awaitility.await("all are " + reason.word())
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> waiting().allMatch(command -> isAt(command, reason)));
  }

  private static boolean isAt(ChatCommand command, Reason reason) {
    return Condition.find(command.getStatus().conditions(), StatusSummary.SUCCEEDED)
        .filter(state -> state.reason().equals(reason.word()))
        .isPresent();
  }

  /// In the order in which they were asked.
  private Stream<ChatCommand> waiting() {
    return Cluster.admin()
        .resources(ChatCommand.class)
        .inNamespace(shop.name())
        .withField("spec.command", "deploy-web")
        .list()
        .getItems()
        .stream()
        .sorted(
            Comparator.comparing(
                    (ChatCommand command) -> command.getMetadata().getCreationTimestamp())
                .thenComparing(command -> command.getMetadata().getName()));
  }

  private static Stream<String> names() {
    return IntStream.range(0, WAITING).mapToObj("c%03d"::formatted);
  }

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 0
        revisionHistoryLimit: 1
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "registry.example/web:never-ready"}]}
      """;

  private static final String DEFINITION_OF_SCALE =
      """
      apiVersion: chatops.dev/v1alpha1
      kind: AllowedCommand
      metadata: {name: scale-web}
      spec:
        parameters: [{name: replicas, type: quantity, required: true}]
        action:
          scale:
            target: {kind: Deployment, name: web}
            replicas: ${replicas}
      """;

  private static final String DEFINITION_OF_DEPLOY =
      """
      apiVersion: chatops.dev/v1alpha1
      kind: AllowedCommand
      metadata: {name: deploy-web}
      spec:
        # Else the sweep takes some of those that have ended.
        historyLimit: 1000
        parameters: [{name: tag, type: string, pattern: 'c\\d{3}', required: true}]
        action:
          deploy:
            target: {kind: Deployment, name: web}
            container: web
            image: "registry.example/web:${tag}"
      """;
}
