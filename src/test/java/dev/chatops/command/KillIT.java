package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.Moment.Write;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.Person;
import dev.chatops.testing.Shop;
import dev.chatops.testing.Shops;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The operator is killed by SIGKILL: whatever it was about to do, the next one completes it, and
/// each command has one effect and one end.
class KillIT {

  @RegisterExtension final Shops mall = new Shops();
  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  /// One operator works in as many shops as there are moments, comes to a stand at another of them
  /// in each, and dies at all of them at once.
  @ParameterizedTest
  @ValueSource(strings = {"scale-web", "restart-web", "deploy-web"})
  void theNextOperatorCompletesWhatAKilledOneBegan(String command) {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      List<Moment> moments = Moment.all();
      List<Shop> shops = mall.open(moments.size());
      List<Deployment> before = shops.stream().map(Shop::web).toList();
      List<FaultyProxy.Hold> holds = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        holds.add(proxy.hold(shops.get(i).namespace(), moments.get(i)));
      }
      first.awaitReady();
      shops.forEach(shop -> shop.ask("once", command));
      holds.forEach(FaultyProxy.Hold::awaitReached);

      first.kill();
      operators.start("next").awaitReady();

      for (int i = 0; i < moments.size(); i++) {
        assertThatCommand(shops.get(i).namespace(), "once").ends(Reason.COMPLETED);
        shops.get(i).assertOneEffectOf(command, before.get(i), moments.get(i).toString());
      }
    }
  }

  /// And not only once the command has ended.
  @Test
  void theNextOperatorTellsWhoAgreedThatItCounts() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy).awaitReady();
      TestNamespace shop = mall.open().namespace();
      shop.apply(
          """
          apiVersion: chatops.dev/v1alpha1
          kind: AllowedCommand
          metadata: {name: stall}
          spec:
            action:
              deploy:
                target: {kind: Deployment, name: web}
                container: web
                image: registry.example/shop/web:never-ready
            approval: {count: 1}
          """);
      shop.allow("alice", "run", "allowedcommands", "stall");
      shop.grant("bob", "chatops-approver");
      shop.allow("bob", "approve", "allowedcommands", "stall");
      shop.create(
          Cluster.as("alice"),
          """
          apiVersion: chatops.dev/v1alpha1
          kind: ChatCommand
          metadata: {name: once}
          spec: {command: stall}
          """);
      assertThatCommand(shop, "once").waits(Reason.AWAITING_APPROVAL);
      var start = proxy.hold(shop, new Moment(Write.RUNNING, Side.AFTER_STORING));
      String decision = Person.withKubectl(shop, "bob").approve("once");
      start.awaitReached();

      first.kill();
      operators.start("next").awaitReady();

      Person.awaitCounted(shop, decision, "True", "Counted");
      assertThatCommand(shop, "once").waits(Reason.RUNNING);
    }
  }
}
