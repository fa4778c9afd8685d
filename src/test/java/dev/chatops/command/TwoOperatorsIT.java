package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Leadership;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.Moment.Write;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two operators: one leads, the other takes over when it must, and nothing is done twice even
/// while both believe that they lead.
class TwoOperatorsIT {

  @RegisterExtension final Shops mall = new Shops();
  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  private Shop shop;
  private Deployment before;

  @BeforeEach
  void openShopWithoutLeader() {
    Leadership.vacate();
    shop = mall.open();
    before = shop.web();
  }

  @Test
  void onlyTheLeaderActsAndAnOrderlyStopHandsOverBeforeTheLeaseRunsOut() {
    OperatorProcess leader = lead(operators.startElected("leader"));
    OperatorProcess other = operators.startElected("other").awaitReady();
    shop.ask("first", "scale-web");
    assertThatCommand(shop.namespace(), "first").ends(Reason.COMPLETED);
    assertThat(leader.actedOn(shop, "first")).isTrue();
    LeaseSpec held = Leadership.held();

    leader.stop();

    LeaseSpec taken = Leadership.await(other);
    assertThat(taken.getAcquireTime())
        .isBefore(held.getRenewTime().plusSeconds(held.getLeaseDurationSeconds()));
    shop.ask("second", "restart-web");
    assertThatCommand(shop.namespace(), "second").ends(Reason.COMPLETED);
    assertThat(other.actedOn(shop, "first")).isFalse();
    assertThat(other.actedOn(shop, "second")).isTrue();
  }

  @Test
  void whenTheLeaderIsKilledTheOtherGoesOnWithItsCommand() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess leader = lead(operators.startElected("leader", proxy));
      OperatorProcess other = operators.startElected("other").awaitReady();
      var hold = proxy.hold(shop.namespace(), new Moment(Write.EFFECT, Side.AFTER_STORING));
      shop.ask("once", "scale-web");
      hold.awaitReached();

      leader.kill();

      Leadership.await(other);
      assertThatCommand(shop.namespace(), "once").ends(Reason.COMPLETED);
      shop.assertOneEffectOf("scale-web", before, "killed leader");
    }
  }

  @Test
  void aLeaderThatSleptThroughItsLeaseChangesNothingAndEnds() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess leader = lead(operators.startElected("leader", proxy));
      OperatorProcess other = operators.startElected("other").awaitReady();
      var unsent = proxy.hold(shop.namespace(), new Moment(Write.EFFECT, Side.BEFORE_SENDING));
      var answered = proxy.hold(shop.namespace(), new Moment(Write.EFFECT, Side.AFTER_STORING));
      shop.ask("once", "scale-web");
      unsent.awaitReached();
      leader.pause();
      Leadership.await(other);
      assertThatCommand(shop.namespace(), "once").ends(Reason.COMPLETED);
      String ended = shop.command("once").getMetadata().getResourceVersion();

      unsent.letGo();
      answered.awaitReached();
      leader.goOn();
      answered.letGo();

      assertThat(leader.awaitEnd()).isEqualTo(1);
      shop.assertOneEffectOf("scale-web", before, "late write of the former leader");
      assertThat(shop.command("once").getMetadata().getResourceVersion()).isEqualTo(ended);
      assertThat(Leadership.held().getHolderIdentity()).startsWith("other-");
    }
  }

  @Test
  void twoThatBothActMakeOneEffectOfEachCommand() {
    try (OperatorRole _ = RunningOperator.start();
        OperatorRole _ = RunningOperator.start()) {
      for (int i = 1; i <= 8; i++) {
        shop.ask("more-" + i, "scale-web");
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
    assertThat(shop.web().getSpec().getReplicas()).isEqualTo((int) (3 + completed));
  }

  private static OperatorProcess lead(OperatorProcess operator) {
    Leadership.await(operator);
    return operator;
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
