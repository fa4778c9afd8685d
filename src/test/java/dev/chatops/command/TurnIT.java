package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.Moment.Write;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A command is planned by what its target is like at its turn.
class TurnIT {

  @RegisterExtension final Shops mall = new Shops();
  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  private final String user = "Uturn" + UUID.randomUUID().toString().substring(0, 8);
  private final String asker = user.toLowerCase(Locale.ROOT);

  /// A message may be stored after one that was written later: Slack delivers some again.
  @Test
  void onePlannedBeforeAnotherHadItsTurnIsPlannedAnew() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess operator = operators.start("operator", proxy);
      Shop shop = mall.open();
      operator.awaitReady();
      know(shop);
      var trial = proxy.hold(shop.namespace(), new Moment(Write.TRIAL, Side.AFTER_STORING));
      shop.ask("late", "scale-web");
      trial.awaitReached();

      askEarlier(shop, "early");
      assertThatCommand(shop.namespace(), "early").ends(Reason.COMPLETED);
      trial.letGo();

      assertThatCommand(shop.namespace(), "late")
          .ends(Reason.COMPLETED)
          .saying("replicas: 4 → 5 on deployment/web: 5 of 5 replicas ready");
      assertThat(shop.web().getSpec().getReplicas()).isEqualTo(5);
    }
  }

  private void know(Shop shop) {
    Cluster.admin()
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: ChatIdentity
                metadata: {name: %1$s}
                spec:
                  person: %1$s
                  username: %1$s
                  accounts: [{workspace: acme, user: %2$s}]
                """
                    .formatted(asker, user)))
        .forceConflicts()
        .serverSideApply();
    shop.namespace().allow(asker, "run", "allowedcommands", "scale-web");
  }

  private void askEarlier(Shop shop, String name) {
    shop.namespace()
        .create(
            Cluster.asGateway(),
            """
            apiVersion: chatops.dev/v1alpha1
            kind: ChatCommand
            metadata: {name: %1$s}
            spec:
              command: scale-web
              args: {replicas: "+1"}
              requester: {username: %2$s, groups: ["system:authenticated"]}
              origin:
                {platform: slack, workspace: acme, channel: C1, user: %3$s, intent: %1$s, sentAt: "%4$s"}
            """
                .formatted(
                    name,
                    asker,
                    user,
                    Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS)));
  }
}
