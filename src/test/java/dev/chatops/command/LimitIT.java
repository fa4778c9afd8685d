package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How often a command may start is counted from what is stored.
class LimitIT {

  private TestNamespace shop;
  private OperatorRole operator;

  @BeforeEach
  void openShop() {
    shop = Cluster.namespace();
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "deploy-web");
    operator = RunningOperator.start();
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void countsTheStartsOfOneRequesterAcrossARestart() {
    define("{per: Requester, count: 1, window: 1h}");
    shop.grant("bob", "chatops-requester");
    shop.allow("bob", "run", "allowedcommands", "limited");
    ask("alice", "first");
    assertThatCommand(shop, "first").ends(Reason.COMPLETED);
    operator.close();
    operator = RunningOperator.start();

    ask("alice", "second");
    ask("bob", "other");

    String again =
        shop.command("first").getStatus().startedAt().plus(Duration.ofHours(1)).toString();
    assertThatCommand(shop, "second")
        .ends(Reason.RATE_LIMITED)
        .saying(
            "limited may start 1 time within 1h for alice, and did. It is possible again at "
                + again
                + ".");
    assertThatCommand(shop, "other").ends(Reason.COMPLETED);
  }

  @Test
  void countsWhoeverAsksHoweverTheyAreCalled() {
    define("{per: Requester, count: 1, window: 1h}");
    String name = "cn=zoe\\, the first,ou=shop";
    shop.grant(name, "chatops-requester");
    shop.allow(name, "run", "allowedcommands", "limited");
    var zoe = Cluster.impersonating(name, List.of(), Map.of());
    shop.create(zoe, command("first", "replicas: \"+1\""));
    assertThatCommand(shop, "first").ends(Reason.COMPLETED);

    shop.create(zoe, command("second", "replicas: \"+1\""));

    assertThatCommand(shop, "second").ends(Reason.RATE_LIMITED);
  }

  @Test
  void aRefusedCommandDoesNotCount() {
    define("{per: Command, count: 1, window: 1h}");
    shop.create(Cluster.as("alice"), command("bad", "replicas: many"));
    assertThatCommand(shop, "bad").ends(Reason.INVALID_ARGUMENTS);

    ask("alice", "good");

    assertThatCommand(shop, "good").ends(Reason.COMPLETED);
  }

  @Test
  void aWindowThatHasPassedLetsItStartAgain() {
    define("{per: Target, count: 1, window: 3s}");
    ask("alice", "first");
    assertThatCommand(shop, "first").ends(Reason.COMPLETED);

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          String name = "again-" + System.nanoTime();
          ask("alice", name);
          return Awaitility.await()
              .until(() -> reason(name), reason -> !reason.isEmpty())
              .equals("Completed");
        });
  }

  @Test
  void manyAtOnceDoNotSlipThrough() {
    define("{per: Command, count: 3, window: 1h}");

    IntStream.range(0, 10).parallel().forEach(i -> ask("alice", "more-" + i));

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> IntStream.range(0, 10).noneMatch(i -> reason("more-" + i).isEmpty()));
    assertThat(IntStream.range(0, 10).mapToObj(i -> reason("more-" + i)))
        .containsOnly("Completed", "RateLimited");
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(6);
  }

  private void define(String limit) {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: limited}
        spec:
          parameters: [{name: replicas, type: quantity, required: true}]
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
          limits: [%s]
        """
            .formatted(limit));
    shop.allow("alice", "run", "allowedcommands", "limited");
  }

  private void ask(String who, String name) {
    shop.create(Cluster.as(who), command(name, "replicas: \"+1\""));
  }

  private static String command(String name, String arguments) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatCommand
    metadata: {name: %s}
    spec: {command: limited, args: {%s}}
    """
        .formatted(name, arguments);
  }

  /// Why it ended; empty while it has not.
  private String reason(String name) {
    ChatCommand command = shop.command(name);
    return command.getStatus() == null || command.getStatus().finishedAt() == null
        ? ""
        : Condition.find(command.getStatus().conditions(), "Succeeded").orElseThrow().reason();
  }
}
