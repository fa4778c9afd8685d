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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A command is planned by what its target is like at its turn.
class TurnIT {

  @RegisterExtension final Shops mall = new Shops();
  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  @Test
  void onePlannedWhileAnotherRanIsPlannedAnew() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess operator = operators.start("operator", proxy);
      Shop shop = mall.open();
      operator.awaitReady();
      var effect = proxy.hold(shop.namespace(), new Moment(Write.EFFECT, Side.BEFORE_SENDING));
      shop.ask("first", "scale-web");
      effect.awaitReached();
      var trial = proxy.hold(shop.namespace(), new Moment(Write.TRIAL, Side.AFTER_STORING));
      shop.ask("second", "scale-web");
      trial.awaitReached();

      effect.letGo();
      assertThatCommand(shop.namespace(), "first").ends(Reason.COMPLETED);
      trial.letGo();

      assertThatCommand(shop.namespace(), "second")
          .ends(Reason.COMPLETED)
          .saying("replicas: 4 → 5 on deployment/web: 5 of 5 replicas ready");
      assertThat(shop.web().getSpec().getReplicas()).isEqualTo(5);
    }
  }
}
