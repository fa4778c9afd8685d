package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.AwaitedCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.RollbackWrite;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A deploy whose rollout fails is taken back once, wherever its operator dies by SIGKILL, and
/// nobody else's change is.
class RollbackIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  @Test
  void aRolloutThatFailsIsTakenBack() {
    operators.start("operator").awaitReady();
    Workshop shop = Workshop.open();
    for (String name : List.of("fails", "late", "gone")) {
      deployment(shop, name, name.equals("fails") ? 3 : 600);
      define(shop, name, name.equals("fails") ? "5m" : "5s");
      shop.ask(name, "deploy-" + name, "tag: never-ready");
    }
    Workshop.await(PATIENCE, () -> shop.image("gone").endsWith(":never-ready"));
    Cluster.admin()
        .resources(AllowedCommand.class)
        .inNamespace(shop.name())
        .withName("deploy-gone")
        .delete();

    ends(shop, "fails", Reason.ROLLOUT_FAILED);
    assertThat(message(shop, "fails"))
        .startsWith("deployment/fails made no progress for 3 s: ")
        .endsWith(" Rolled back: the image of main is registry.example/fails:1 again.");
    ends(shop, "late", Reason.TIMED_OUT);
    assertThat(message(shop, "late"))
        .startsWith("Not there in time: ")
        .endsWith(" Rolled back: the image of main is registry.example/late:1 again.");
    ends(shop, "gone", Reason.TIMED_OUT);
    for (String name : List.of("fails", "late", "gone")) {
      assertTakenBackOnce(shop, name, name);
    }
  }

  @Test
  void aRolloutThatSucceedsStays() {
    operators.start("operator").awaitReady();
    Workshop shop = Workshop.open();
    deployment(shop, "fine", 600);
    define(shop, "fine", "5m");

    shop.ask("fine", "deploy-fine", "tag: \"2\"");

    ends(shop, "fine", Reason.COMPLETED);
    assertThat(shop.image("fine")).endsWith("/fine:2");
    assertThat(rolledBack(shop, "fine")).isEmpty();
  }

  @Test
  void itIsTakenBackOnceWhereverItsOperatorDies() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      List<Moment> moments = RollbackWrite.all();
      List<Workshop> shops = moments.stream().map(moment -> Workshop.open()).toList();
      List<FaultyProxy.Hold> holds = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        holds.add(proxy.hold(shops.get(i).namespace(), moments.get(i)));
      }
      shops.forEach(shop -> deployment(shop, "web", 3));
      shops.forEach(shop -> define(shop, "web", "15m"));
      first.awaitReady();
      shops.forEach(shop -> shop.ask("once", "deploy-web", "tag: never-ready"));
      holds.forEach(FaultyProxy.Hold::awaitReached);

      first.kill();
      operators.start("next").awaitReady();

      for (int i = 0; i < moments.size(); i++) {
        ends(shops.get(i), "once", Reason.ROLLOUT_FAILED);
        assertTakenBackOnce(shops.get(i), "once", moments.get(i).toString());
      }
    }
  }

  @Test
  void whatSomebodyChangedSinceIsLeftAsItIs() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      Workshop shop = Workshop.open();
      var hold =
          proxy.hold(shop.namespace(), new Moment(RollbackWrite.ROLLBACK, Side.BEFORE_SENDING));
      deployment(shop, "web", 3);
      define(shop, "web", "15m");
      first.awaitReady();
      shop.ask("once", "deploy-web", "tag: never-ready");
      hold.awaitReached();
      first.kill();
      shop.setImage("web", "registry.example/web:3");

      operators.start("next").awaitReady();

      ends(shop, "once", Reason.ROLLOUT_FAILED);
      assertThat(message(shop, "once"))
          .contains(" Not rolled back: deployment/web was changed by ");
      assertThat(rolledBack(shop, "once"))
          .singleElement()
          .satisfies(c -> assertThat(c.status()).isEqualTo(ConditionStatus.FALSE))
          .satisfies(c -> assertThat(c.reason()).isEqualTo("NotRolledBack"));
      assertThat(shop.image("web")).isEqualTo("registry.example/web:3");
    }
  }

  /// The deploy and its taking back, and no third write.
  private static void assertTakenBackOnce(Workshop shop, String command, String why) {
    var target = shop.command(command).getStatus().plan().target().name();
    assertThat(shop.image(target)).as(why).isEqualTo("registry.example/" + target + ":1");
    assertThat(shop.deployment(target).getMetadata().getGeneration()).as(why).isEqualTo(3);
    assertThat(rolledBack(shop, command))
        .as(why)
        .singleElement()
        .satisfies(c -> assertThat(c.status()).isEqualTo(ConditionStatus.TRUE));
  }

  /// @param deadline seconds without progress after which its rollout fails
  private static void deployment(Workshop shop, String name, int deadline) {
    shop.namespace()
        .apply(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s}
            spec:
              replicas: 1
              progressDeadlineSeconds: %2$d
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec: {containers: [{name: main, image: 'registry.example/%1$s:1'}]}
            """
                .formatted(name, deadline));
    Workshop.await(PATIENCE, () -> shop.deployment(name).getStatus().getReadyReplicas() == 1);
  }

  private static void define(Workshop shop, String name, String timeout) {
    shop.define(
        "deploy-" + name,
        """
        parameters: [{name: tag, required: true}]
        action:
          deploy:
            target: {kind: Deployment, name: %1$s}
            container: main
            image: registry.example/%1$s:${tag}
        onFailure: Rollback
        timeout: %2$s
        """
            .formatted(name, timeout));
  }

  private static AwaitedCommand ends(Workshop shop, String name, Reason reason) {
    return assertThatCommand(shop.namespace(), name).within(PATIENCE).ends(reason);
  }

  private static String message(Workshop shop, String name) {
    return Condition.find(shop.command(name).getStatus().conditions(), "Succeeded")
        .orElseThrow()
        .message();
  }

  private static List<Condition> rolledBack(Workshop shop, String name) {
    return Condition.find(shop.command(name).getStatus().conditions(), "RolledBack").stream()
        .toList();
  }
}
