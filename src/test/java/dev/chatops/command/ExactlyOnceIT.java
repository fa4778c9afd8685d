package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.CutOff;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the operator is interrupted at, a command has one effect and one end.
class ExactlyOnceIT {

  private TestNamespace shop;

  @BeforeEach
  void openShop() {
    shop = Cluster.namespace();
    shop.applyExample("shop");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> shop.deployment("web").getStatus().getReadyReplicas() == 3);
    shop.awaitAllowed("alice", "run", "deploy-web");
  }

  /// Running, the effect, its Event, the end: each is a place to die at, before and after.
  static Stream<Arguments> placesToDie() {
    return Stream.of("scale-web", "restart-web")
        .flatMap(command ->
            Stream.of(CutOff.Point.values())
                .flatMap(point ->
                    IntStream.rangeClosed(1, 4)
                        .mapToObj(write -> Arguments.of(command, point, write))));
  }

  @ParameterizedTest(name = "{0} dies {1} of write {2}")
  @MethodSource("placesToDie")
  void theNextOperatorCompletesWhatADeadOneBegan(String command, CutOff.Point point, int write) {
    var cutOff = new CutOff(write, point);
    long generation = shop.deployment("web").getMetadata().getGeneration();
    try (KubernetesClient client = cutOff.client(Cluster.asOperator().getConfiguration());
        OperatorRole _ = RunningOperator.start(client)) {
      ask("once", command);
      Awaitility.await("it dies")
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(cutOff::isDead);
    }

    try (OperatorRole _ = RunningOperator.start()) {
      assertThatCommand(shop, "once").ends(Reason.COMPLETED);
    }

    assertThat(shop.deployment("web").getMetadata().getGeneration()).isEqualTo(generation + 1);
    if (command.equals("scale-web")) {
      assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(4);
    }
  }

  @Test
  void twoLeadersAtOnceMakeOneEffectOfEachCommand() {
    try (OperatorRole _ = RunningOperator.start();
        OperatorRole _ = RunningOperator.start()) {
      for (int i = 1; i <= 8; i++) {
        ask("more-" + i, "scale-web");
      }
      Awaitility.await("all end")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(100))
          .until(() ->
              IntStream.rangeClosed(1, 8)
                  .allMatch(i -> !reason("more-" + i, "Finished", "True").isEmpty()));
    }

    long completed =
        IntStream.rangeClosed(1, 8)
            .filter(i -> reason("more-" + i, "Succeeded", "True").equals("Completed"))
            .count();
    assertThat(completed).isPositive();
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo((int) (3 + completed));
  }

  private void ask(String name, String command) {
    shop.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec:
          command: %s
          args: {%s}
        """
            .formatted(name, command, command.equals("scale-web") ? "replicas: \"+1\"" : ""));
  }

  /// Reason of a condition that has this status; empty otherwise.
  private String reason(String name, String type, String status) {
    ChatCommand command = shop.command(name);
    if (command.getStatus() == null || command.getStatus().conditions() == null) {
      return "";
    }
    return command.getStatus().conditions().stream()
        .filter(c -> c.type().equals(type) && c.status().name().equalsIgnoreCase(status))
        .map(Condition::reason)
        .findFirst()
        .orElse("");
  }
}
