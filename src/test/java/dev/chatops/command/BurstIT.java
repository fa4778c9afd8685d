package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Many commands at once, several for each target.
class BurstIT {

  private static final int TARGETS = 60;
  private static final int EACH = 5;

  @Test
  void allEndAndEachChangesItsTargetOnce() {
    TestNamespace shop = Cluster.namespace();
    shop.grant("alice", "chatops-requester");
    shop.allow("alice", "run", "allowedcommands", "deploy");
    shop.apply(definition());
    targets().forEach(target -> shop.apply(deployment(target)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() ->
            targets().allMatch(t -> shop.deployment(t).getStatus().getObservedGeneration() == 1));

    List<ChatCommand> commands;
    try (OperatorRole _ = RunningOperator.start()) {
      askAll(shop);
      Awaitility.await("all end")
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> ended(shop).size() == TARGETS * EACH);
      commands = ended(shop);
    }

    assertThat(
            commands.stream().collect(Collectors.groupingBy(BurstIT::end, Collectors.counting())))
        .containsOnly(Map.entry("Completed", (long) TARGETS * EACH));
    // Each command sets another tag, so every effect counts one generation.
    assertThat(targets().map(t -> shop.deployment(t).getMetadata().getGeneration() - 1))
        .containsOnly((long) EACH);
  }

  private static void askAll(TestNamespace shop) {
    try (var writers = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < EACH; i++) {
        int tag = i;
        targets()
            .forEach(target ->
                writers.execute(() -> shop.create(Cluster.as("alice"), command(target, tag))));
      }
    }
  }

  private static Stream<String> targets() {
    return IntStream.range(0, TARGETS).mapToObj(i -> "web-" + i);
  }

  private static List<ChatCommand> ended(TestNamespace shop) {
    return Cluster.admin()
        .resources(ChatCommand.class)
        .inNamespace(shop.name())
        .withoutField("status.finishedAt", "")
        .list()
        .getItems();
  }

  private static String end(ChatCommand command) {
    return command.getStatus().conditions().stream()
        .filter(c -> c.type().equals("Succeeded"))
        .map(Condition::reason)
        .findFirst()
        .orElse("");
  }

  private static String definition() {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: AllowedCommand
    metadata: {name: deploy}
    spec:
      # Else the sweep takes some of those that have ended.
      historyLimit: 1000
      parameters:
      - {name: target, type: enum, required: true, values: [%s]}
      - {name: tag, type: string, pattern: '1\\.\\d+', required: true}
      action:
        deploy:
          target: {kind: Deployment, name: "${target}"}
          container: web
          image: "registry.example/web:${tag}"
    """
        .formatted(targets().collect(Collectors.joining(", ")));
  }

  private static String deployment(String name) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s}
    spec:
      replicas: 0
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec: {containers: [{name: web, image: "registry.example/web:0.1"}]}
    """
        .formatted(name);
  }

  private static String command(String target, int tag) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatCommand
    metadata: {name: %1$s-%2$d}
    spec: {command: deploy, args: {target: %1$s, tag: "1.%2$d"}}
    """
        .formatted(target, tag);
  }
}
