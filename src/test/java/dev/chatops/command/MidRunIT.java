package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.AwaitedCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What happens to definitions and targets while a command runs or waits.
class MidRunIT {

  private static OperatorRole operator;
  private static Workshop shop;

  @BeforeAll
  static void start() {
    operator = RunningOperator.start();
    shop = Workshop.open();
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @Test
  void aDefinitionThatIsEditedMidRunChangesNothing() {
    stuck("edited");

    shop.defineDeploy("edited", "registry.example/elsewhere");
    makeReady("edited");

    ends("edited", Reason.COMPLETED)
        .saying(
            "image of main: registry.example/edited:1 → never-ready on deployment/edited: 1 of 1"
                + " replicas updated, 1 available.");
    assertThat(shop.command("edited").getStatus().definition().generation()).isEqualTo(1);
  }

  @Test
  void aDefinitionThatIsDeletedMidRunChangesNothing() {
    stuck("deleted");

    Cluster.admin()
        .resources(AllowedCommand.class)
        .inNamespace(shop.name())
        .withName("deploy-deleted")
        .delete();
    makeReady("deleted");

    ends("deleted", Reason.COMPLETED);
  }

  @Test
  void aDefinitionThatIsEditedWhileACommandWaitsIsPlannedAnew() {
    stuck("waited");
    shop.ask("waits", "deploy-waited", "tag: \"2\"");
    assertThatCommand(shop.namespace(), "waits")
        .waits(Reason.QUEUED)
        .saying("Waits for waited on deployment/waited; place 1 in the queue.");
    assertThat(shop.command("waits").getStatus().definition().generation()).isEqualTo(1);

    shop.defineDeploy("waited", "registry.example/elsewhere");
    shop.setImage("waited", "registry.example/by-hand:1");

    ends("waited", Reason.SUPERSEDED);
    ends("waits", Reason.COMPLETED)
        .saying(
            "image of main: registry.example/by-hand:1 → registry.example/elsewhere:2 on"
                + " deployment/waited: 1 of 1 replicas updated, 1 available.");
    assertThat(shop.command("waits").getStatus().definition().generation()).isEqualTo(2);
  }

  @Test
  void whatTheTargetIsLikeCountsOnceItIsTheCommandsTurn() {
    stuck("turn");
    // The image is the present one, and the scale is what it was before: true now, false later.
    shop.ask("turn-2", "deploy-turn", "tag: never-ready");
    assertThatCommand(shop.namespace(), "turn-2").waits(Reason.QUEUED);

    shop.setImage("turn", "registry.example/turn:9");

    ends("turn", Reason.SUPERSEDED);
    assertThatCommand(shop.namespace(), "turn-2").waits(Reason.RUNNING);
    Workshop.await(() -> shop.image("turn").endsWith("turn:never-ready"));
  }

  @Test
  void aTargetThatIsDeletedMidRunIsNotWaitedFor() {
    stuck("gone");

    Cluster.admin().apps().deployments().inNamespace(shop.name()).withName("gone").delete();

    ends("gone", Reason.SUPERSEDED).saying("deployment/gone was deleted in the meantime.");
  }

  @Test
  void aTargetThatIsCreatedAnewUnderItsNameIsAnother() {
    stuck("anew");

    Cluster.admin().apps().deployments().inNamespace(shop.name()).withName("anew").delete();
    shop.deployment("anew", "never-ready");

    ends("anew", Reason.SUPERSEDED).saying("deployment/anew was deleted in the meantime.");
    assertThat(shop.deployment("anew").getMetadata().getGeneration()).isEqualTo(1);
  }

  /// A command that runs until somebody does something.
  private static void stuck(String story) {
    shop.deployment(story, "1");
    Workshop.await(() -> shop.deployment(story).getStatus().getReadyReplicas() == 1);
    shop.defineDeploy(story, "registry.example/" + story);
    shop.ask(story, "deploy-" + story, "tag: never-ready");
    assertThatCommand(shop.namespace(), story).waits(Reason.RUNNING);
    Workshop.await(() -> shop.image(story).endsWith(":never-ready"));
  }

  /// The new pod becomes ready after all.
  private static void makeReady(String story) {
    Workshop.await(() -> {
      var pod =
          Cluster.admin()
              .pods()
              .inNamespace(shop.name())
              .withLabel("app", story)
              .list()
              .getItems()
              .stream()
              .filter(
                  p -> p.getSpec().getContainers().getFirst().getImage().endsWith(":never-ready"))
              .filter(p -> "Running".equals(p.getStatus().getPhase()))
              .findFirst()
              .orElseThrow();
      Cluster.admin()
          .resource(pod)
          .editStatus(p -> {
            p.getStatus().getConditions().stream()
                .filter(c -> c.getType().endsWith("Ready"))
                .forEach(c -> c.setStatus("True"));
            return p;
          });
      return true;
    });
  }

  private static AwaitedCommand ends(String story, Reason reason) {
    return assertThatCommand(shop.namespace(), story).ends(reason);
  }
}
