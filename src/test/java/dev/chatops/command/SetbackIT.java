package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A command that the operator cannot handle says so, and ends when its time is over.
class SetbackIT {

  @RegisterExtension final Shops mall = new Shops();

  private static final String CAUSE =
      "The operator met an error that it does not know (NullPointerException); its log says more.";

  @Test
  void aStatusThatNobodyUnderstandsIsSaidAndEndsAtTheDeadline() {
    Shop shop = mall.open();
    shop.ask("early", "scale-web");
    shop.ask("late", "scale-web");
    writeHalfAStatus(shop, "early", Instant.now().plus(Duration.ofHours(1)));
    writeHalfAStatus(shop, "late", Instant.now().minusSeconds(1));

    try (OperatorRole _ = RunningOperator.start()) {
      assertThatCommand(shop.namespace(), "early")
          .waits(Reason.RUNNING)
          .saying(CAUSE + " It is tried again.");
      assertThatCommand(shop.namespace(), "late")
          .ends(Reason.OUTCOME_UNKNOWN)
          .saying(
              "It could not be told in time whether the change was made. "
                  + CAUSE
                  + " Nothing is repeated; look at the target and decide.");
    }
    // Else every later operator would try it for an hour.
    Cluster.admin().resource(shop.command("early")).delete();
  }

  /// Started, and without the plan that every start of this version stores.
  private static void writeHalfAStatus(Shop shop, String name, Instant deadline) {
    Instant startedAt = deadline.minus(Duration.ofMinutes(1));
    Cluster.admin()
        .resource(shop.command(name))
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\": {\"startedAt\": \"%s\", \"deadline\": \"%s\"}}"
                .formatted(
                    startedAt.truncatedTo(ChronoUnit.SECONDS),
                    deadline.truncatedTo(ChronoUnit.SECONDS)));
  }
}
