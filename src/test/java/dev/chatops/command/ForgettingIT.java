package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatops.action.Effect;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Heap;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Nothing is kept of what is over, and what is not over is not forgotten.
class ForgettingIT {

  private static final int SHOPS = 10;
  private static final int COMMANDS_EACH = 30;

  /// What JOSDK and the operator keep of a command.
  private static final List<String> KEPT =
      List.of(
          "io.javaoperatorsdk.operator.processing.event.ResourceState",
          "io.javaoperatorsdk.operator.processing.event.source.timer.TimerEventSource$EventProducerTimeTask",
          "dev.chatops.command.Ongoing",
          "dev.chatops.command.Watches$Watched");

  @RegisterExtension final Shops mall = new Shops();
  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  @Test
  void nothingIsKeptOfFinishedCommands() {
    OperatorProcess operator = operators.start("forgetting");
    List<Shop> shops = mall.open(SHOPS);
    operator.awaitReady();
    Map<String, Integer> before = awaitQuiet(operator);

    for (int i = 0; i < COMMANDS_EACH; i++) {
      int replicas = 4 - i % 2;
      int number = i;
      shops.forEach(shop -> shop.askForReplicas("to-%02d".formatted(number), replicas));
    }

    Awaitility.await("all end")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> shops.stream().mapToLong(Shop::unfinished).sum() == 0);
    assertThat(shops.getFirst().namespace().command("to-00").getStatus().plan()).isNotNull();
    Awaitility.await("as little is kept as before")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() ->
            // Less, where something of an earlier test has ended meanwhile.
            assertThat(kept(operator))
                .allSatisfy((kind, number) ->
                    assertThat(number).as(kind).isLessThanOrEqualTo(before.get(kind))));
  }

  @Test
  void callsInTheNameOfRunnersLeaveNothingBehind() {
    Shop shop = mall.open();
    KubernetesClient client = Cluster.asOperator();
    var targets = new Targets(client, new Kinds(client));
    var runner = new Targets.Runner(shop.namespace().name(), "chatops-runner");
    var nothing = new Effect.Patch(Effect.Part.OBJECT, JsonNodeFactory.instance.arrayNode());
    Runnable call =
        () ->
            new Writes(targets)
                .tryOut(runner, new Target(null, "Deployment", "web"), nothing, "test");
    Stream.generate(() -> call).limit(200).parallel().forEach(Runnable::run);
    int clients = clients();
    int threads = Thread.activeCount();

    Stream.generate(() -> call).limit(2000).parallel().forEach(Runnable::run);

    assertThat(clients()).isLessThanOrEqualTo(clients);
    assertThat(Thread.activeCount()).isLessThan(threads + 20);
  }

  /// JOSDK keeps the state of a resource by name; what is late for the first must not hit the
  /// second.
  @Test
  void aCommandThatHasTheNameOfAnEarlierOneIsNotForgotten() {
    Shop shop = mall.open();
    try (OperatorRole _ = RunningOperator.start()) {
      shop.askForReplicas("again", 3);
      assertThatCommand(shop.namespace(), "again").ends(Reason.ALREADY_APPLIED);
      Cluster.admin().resource(shop.command("again")).delete();
      shop.slowDown(6);

      shop.ask("again", "restart-web");

      assertThatCommand(shop.namespace(), "again")
          .within(Duration.ofSeconds(60))
          .ends(Reason.COMPLETED);
    }
  }

  /// Until two looks in a row see the same: the definitions have been judged.
  private static Map<String, Integer> awaitQuiet(OperatorProcess operator) {
    var last = new java.util.concurrent.atomic.AtomicReference<>(Map.<String, Integer>of());
    return Awaitility.await("the operator has nothing to do")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(3))
        .until(
            () -> {
              Map<String, Integer> now = kept(operator);
              return now.equals(last.getAndSet(now)) ? now : Map.<String, Integer>of();
            },
            quiet -> !quiet.isEmpty());
  }

  private static Map<String, Integer> kept(OperatorProcess operator) {
    return operator.heap().instancesOf(KEPT);
  }

  private static int clients() {
    String client = "io.fabric8.kubernetes.client.impl.KubernetesClientImpl";
    return Heap.ofThisProcess().instancesOf(List.of(client)).get(client);
  }
}
