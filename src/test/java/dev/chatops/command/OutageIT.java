package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.Moment.Write;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The API server goes away and comes back: the operator goes on by itself, and each command has
/// one effect and one end.
class OutageIT {

  private static final Duration OUTAGE = Duration.ofSeconds(60);

  /// The slowest retry of the operator, and time to work.
  private static final Duration SOON = Duration.ofSeconds(30);

  @RegisterExtension final Shops mall = new Shops();
  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  @Test
  void commandsAtEveryPlaceGoOnAfterAMinuteWithoutApiServer() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess operator = operators.start("operator", proxy);
      List<Moment> moments = Moment.all();
      List<Shop> shops = mall.open(moments.size());
      Shop late = mall.open();
      List<Deployment> before = shops.stream().map(Shop::web).toList();
      List<FaultyProxy.Hold> holds = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        holds.add(proxy.hold(shops.get(i).namespace(), moments.get(i)));
      }
      operator.awaitReady();
      shops.forEach(shop -> shop.ask("once", "scale-web"));
      holds.forEach(FaultyProxy.Hold::awaitReached);

      proxy.goAway();
      Instant end = Instant.now().plus(OUTAGE);
      late.ask("late", "scale-web");
      Awaitility.await("the outage")
          .atMost(OUTAGE.multipliedBy(2))
          .pollInterval(Duration.ofSeconds(1))
          .failFast("not alive", () -> !operator.isLive())
          .until(() -> Instant.now().isAfter(end));
      proxy.comeBack();

      assertThatCommand(late.namespace(), "late").within(SOON).ends(Reason.COMPLETED);
      for (int i = 0; i < moments.size(); i++) {
        assertThatCommand(shops.get(i).namespace(), "once").within(SOON).ends(Reason.COMPLETED);
        shops.get(i).assertOneEffectOf("scale-web", before.get(i), moments.get(i).toString());
      }
      operator.awaitReady();
    }
  }

  @Test
  void connectionsThatFallSilentHoldNothingUp() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess operator = operators.start("operator", proxy);
      Shop asking = mall.open();
      Shop looking = mall.open();
      Deployment before = asking.web();
      looking.slowDown(5);
      operator.awaitReady();
      var hold = proxy.hold(asking.namespace(), new Moment(Write.EFFECT, Side.BEFORE_SENDING));
      var answer = proxy.hold(looking.namespace(), new Moment(Write.RUNNING, Side.AFTER_STORING));
      asking.ask("once", "scale-web");
      looking.ask("once", "restart-web");
      hold.awaitReached();
      answer.awaitReached();
      assertThatCommand(looking.namespace(), "once").waits(Reason.RUNNING);

      proxy.fallSilent();
      hold.letGo();
      answer.letGo();
      proxy.speakToNewcomers();

      // A safety check, requests that each wait for their time-out, and the rest of a rollout.
      Duration aSafetyCheckLater = Duration.ofMinutes(2);
      assertThatCommand(asking.namespace(), "once")
          .within(aSafetyCheckLater)
          .ends(Reason.COMPLETED);
      assertThatCommand(looking.namespace(), "once")
          .within(aSafetyCheckLater)
          .ends(Reason.COMPLETED);
      asking.assertOneEffectOf("scale-web", before, "silent connection");
      assertThat(operator.isAlive()).isTrue();
    }
  }

  /// The trial's request is given up after 10 s.
  @Test
  void aRequestWithoutAnswerIsMadeAgainAndNobodyReadsOfIt() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess operator = operators.start("operator", proxy);
      Shop shop = mall.open();
      operator.awaitReady();
      proxy.hold(shop.namespace(), new Moment(Write.TRIAL, Side.BEFORE_SENDING));

      try (StoredStates states = StoredStates.watch(shop.namespace())) {
        shop.ask("once", "scale-web");

        assertThatCommand(shop.namespace(), "once").within(SOON).ends(Reason.COMPLETED);
        states.awaitLast(Reason.COMPLETED);
        assertThat(states.reasons()).containsOnly(Reason.RUNNING.word(), Reason.COMPLETED.word());
        assertThat(states.messages()).noneMatch(message -> message.contains("tried again"));
      }
    }
  }
}
