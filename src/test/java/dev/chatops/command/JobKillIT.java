package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.Side;
import dev.chatops.testing.Moment.Write;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The operator is killed by SIGKILL while a migration is under way: it runs once, or people read
/// that nobody can tell.
class JobKillIT {

  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  @Test
  void aMigrationRunsOnceWhereverItsOperatorDies() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      List<Moment> moments = Moment.all();
      List<Workshop> shops = moments.stream().map(moment -> shop()).toList();
      List<FaultyProxy.Hold> holds = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        holds.add(proxy.hold(shops.get(i).namespace(), moments.get(i)));
      }
      first.awaitReady();
      shops.forEach(shop -> shop.ask("once", "migrate-database", "version: 1.4.2"));
      holds.forEach(FaultyProxy.Hold::awaitReached);

      first.kill();
      operators.start("next").awaitReady();

      for (int i = 0; i < moments.size(); i++) {
        ChatCommand command =
            assertThatCommand(shops.get(i).namespace(), "once").ends(Reason.COMPLETED).command();
        assertThat(jobs(shops.get(i)))
            .as(moments.get(i).toString())
            .singleElement()
            .satisfies(job -> {
              assertThat(job.getMetadata().getName())
                  .isEqualTo("cc-" + command.getMetadata().getUid());
              assertThat(job.getStatus().getSucceeded()).isEqualTo(1);
            });
      }
    }
  }

  @Test
  void aMigrationRunsOnceWhereverTheApiServerGoesAway() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess operator = operators.start("operator", proxy);
      List<Moment> moments = Moment.all();
      List<Workshop> shops = moments.stream().map(moment -> shop()).toList();
      List<FaultyProxy.Hold> holds = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        holds.add(proxy.hold(shops.get(i).namespace(), moments.get(i)));
      }
      operator.awaitReady();
      shops.forEach(shop -> shop.ask("once", "migrate-database", "version: 1.4.2"));
      holds.forEach(FaultyProxy.Hold::awaitReached);

      proxy.goAway();
      proxy.comeBack();

      for (int i = 0; i < moments.size(); i++) {
        assertThatCommand(shops.get(i).namespace(), "once")
            .within(Duration.ofSeconds(30))
            .ends(Reason.COMPLETED);
        assertThat(jobs(shops.get(i))).as(moments.get(i).toString()).hasSize(1);
      }
    }
  }

  /// It could have run and been deleted since.
  @Test
  void aJobThatIsMissingLongAfterTheStartIsNotMadeAgain() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      Workshop shop = shop();
      var hold = proxy.hold(shop.namespace(), new Moment(Write.EFFECT, Side.AFTER_STORING));
      first.awaitReady();
      shop.ask("once", "migrate-database", "version: 1.4.2");
      hold.awaitReached();
      first.kill();
      Workshop.await(
          () -> Integer.valueOf(1).equals(jobs(shop).getFirst().getStatus().getSucceeded()));
      Cluster.admin().batch().v1().jobs().inNamespace(shop.name()).delete();
      Instant late = shop.command("once").getStatus().startedAt().plusSeconds(31);
      Workshop.await(Duration.ofSeconds(40), () -> Instant.now().isAfter(late));

      operators.start("next").awaitReady();

      String job = "job/cc-" + shop.command("once").getMetadata().getUid();
      assertThatCommand(shop.namespace(), "once")
          .ends(Reason.OUTCOME_UNKNOWN)
          .saying(
              "It cannot be told whether the change was made: "
                  + job
                  + " is not there; it may have been made and deleted. Nothing is repeated; look at "
                  + job
                  + " and decide.");
      assertThat(jobs(shop)).isEmpty();
    }
  }

  private static Workshop shop() {
    Workshop shop = Workshop.open();
    shop.namespace().applyExample("jobs");
    shop.namespace().awaitAllowed("alice", "run", "migrate-database");
    return shop;
  }

  private static List<Job> jobs(Workshop shop) {
    return Cluster.admin().batch().v1().jobs().inNamespace(shop.name()).list().getItems();
  }
}
