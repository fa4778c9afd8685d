package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Alice's commands on the sample shop, carried out under the shipped rights on a real API server.
class CommandIT {

  private static OperatorRole operator;

  private final KubernetesClient alice = Cluster.as("alice");
  private TestNamespace shop;

  @BeforeAll
  static void startOperator() {
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  @BeforeEach
  void openShop() {
    shop = Cluster.namespace();
    shop.applyExample("shop");
    await(() -> shop.deployment("web").getStatus().getReadyReplicas() == 3);
    shop.awaitAllowed("alice", "run", "deploy-web");
  }

  @Test
  void scalesAndSaysSo() {
    ask("scale", "scale-web", "replicas: 5");

    assertThatCommand(shop, "scale")
        .ends(Reason.COMPLETED)
        .saying("replicas: 3 → 5 on deployment/web: 5 of 5 replicas ready");
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(5);
  }

  @Test
  void resolvesRelativeQuantitiesInThePlan() {
    ask("more", "scale-web", "replicas: \"+1\"");

    assertThatCommand(shop, "more").ends(Reason.COMPLETED);
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(4);
  }

  @Test
  void deploysRestartsAndRollsBack() {
    ask("deploy", "deploy-web", "tag: 1.4.2");
    assertThatCommand(shop, "deploy")
        .ends(Reason.COMPLETED)
        .saying(
            "image of web: registry.example/shop/web:1.4.1 → 1.4.2 on deployment/web: 3 of 3 replicas"
                + " updated, 3 available.");
    assertThat(image()).isEqualTo("registry.example/shop/web:1.4.2");

    ask("restart", "restart-web", "");
    assertThatCommand(shop, "restart").ends(Reason.COMPLETED);

    ask("rollback", "rollback-web", "");
    assertThatCommand(shop, "rollback").ends(Reason.COMPLETED);
  }

  @Test
  void pausesAndResumes() {
    ask("pause", "pause-web", "");
    assertThatCommand(shop, "pause").ends(Reason.COMPLETED);
    assertThat(shop.deployment("web").getSpec().getPaused()).isTrue();

    ask("restart", "restart-web", "");
    assertThatCommand(shop, "restart").ends(Reason.TARGET_UNSUITABLE);

    ask("resume", "resume-web", "");
    assertThatCommand(shop, "resume").ends(Reason.COMPLETED);
    assertThat(Boolean.TRUE.equals(shop.deployment("web").getSpec().getPaused())).isFalse();
  }

  @Test
  void doesNothingTwice() {
    ask("first", "deploy-web", "tag: 1.4.2");
    assertThatCommand(shop, "first").ends(Reason.COMPLETED);

    ask("second", "deploy-web", "tag: 1.4.2");

    assertThatCommand(shop, "second").ends(Reason.ALREADY_APPLIED);
  }

  @Test
  void dryRunChangesNothing() {
    shop.create(alice, command("dry", "scale-web", "replicas: 9", "mode: DryRun"));

    assertThatCommand(shop, "dry")
        .ends(Reason.DRY_RUN)
        .saying("Would change replicas: 3 → 9 on deployment/web. Nothing was done.");
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void explainAnswersEveryCheckWithoutTheRightToRun() {
    shop.grant("eve", "chatops-requester");

    shop.create(Cluster.as("eve"), command("why", "scale-web", "replicas: 9", "mode: Explain"));

    assertThatCommand(shop, "why")
        .ends(Reason.EXPLAINED)
        .saying(
            "Would be refused: eve may not run scale-web in "
                + shop.name()
                + ": it needs the verb run on allowedcommands/scale-web.");
    assertThat(shop.command("why").getStatus().explain()).hasSize(7);
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void anUnknownArgumentIsRefusedWithTheNearestName() {
    ask("typo", "scale-web", "replica: 5");

    assertThatCommand(shop, "typo")
        .ends(Reason.INVALID_ARGUMENTS)
        .saying(
            "There is no parameter \"replica\"; did you mean replicas? Usage: scale-web <replicas>");
  }

  @Test
  void commandsOfOneTargetRunOneAfterTheOtherInTheOrderOfCreation() {
    for (int i = 1; i <= 6; i++) {
      ask("more-" + i, "scale-web", "replicas: \"+1\"");
    }

    for (int i = 1; i <= 6; i++) {
      assertThatCommand(shop, "more-" + i).ends(Reason.COMPLETED);
    }
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(9);
  }

  @Test
  void aRolloutThatKubernetesGivesUpFailsWithTheCauseBeforeTheDeadline() {
    allowTags("imagepullbackoff", "slow");
    patchDeadline(2);

    ask("broken", "deploy-any", "tag: imagepullbackoff");

    assertThatCommand(shop, "broken").ends(Reason.ROLLOUT_FAILED);
    assertThat(message("broken")).contains("ImagePullBackOff");
  }

  @Test
  void aForeignEditInBetweenEndsAsSuperseded() {
    allowTags("never-ready");
    ask("stuck", "deploy-any", "tag: never-ready");
    assertThatCommand(shop, "stuck").waits(Reason.RUNNING);
    await(() -> image().endsWith(":never-ready"));

    Cluster.admin()
        .apps()
        .deployments()
        .inNamespace(shop.name())
        .withName("web")
        .patch(
            PatchContext.of(PatchType.JSON),
            """
            [{"op": "replace", "path": "/spec/template/spec/containers/0/image",
              "value": "registry.example/shop/web:9.9.9"}]
            """);

    assertThatCommand(shop, "stuck").ends(Reason.SUPERSEDED);
  }

  @Test
  void anAutoscalerOwnsTheReplicas() {
    shop.apply(
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          minReplicas: 2
          maxReplicas: 6
        """);

    ask("scale", "scale-web", "replicas: 5");

    assertThatCommand(shop, "scale").ends(Reason.OWNED_BY_AUTOSCALER);
  }

  @Test
  void gitOwnsWhatFluxApplied() {
    Cluster.admin()
        .apps()
        .deployments()
        .inNamespace(shop.name())
        .withName("web")
        .edit(web -> {
          web.getMetadata().getLabels().put("kustomize.toolkit.fluxcd.io/name", "shop");
          web.getMetadata().getLabels().put("kustomize.toolkit.fluxcd.io/namespace", "flux-system");
          return web;
        });

    ask("deploy", "deploy-web", "tag: 1.4.2");

    assertThatCommand(shop, "deploy").ends(Reason.OWNED_BY_GITOPS);
    assertThat(message("deploy")).contains("flux-system/shop");
  }

  @Test
  void aDefinitionThatIsNotEnforcedYetIsNotReadyAndItsCommandsAreRefused() {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: half}
        spec:
          action: {restart: {target: {kind: Deployment, name: web}}}
          onFailure: Rollback
        """);
    shop.allow("alice", "run", "allowedcommands", "half");

    ask("half", "half", "");

    assertThatCommand(shop, "half")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand half cannot work: spec.onFailure: this version puts back the image of a"
                + " deploy only; remove Rollback.");
  }

  @Test
  void aCommandThatDoesNotExistIsNamed() {
    shop.allow("alice", "run", "allowedcommands", "scale-wep");

    ask("typo", "scale-wep", "");

    assertThatCommand(shop, "typo")
        .ends(Reason.UNKNOWN_COMMAND)
        .saying(
            "There is no AllowedCommand scale-wep in " + shop.name() + ". Did you mean scale-web?");
  }

  private void ask(String name, String command, String arguments) {
    shop.create(alice, command(name, command, arguments, "mode: Run"));
  }

  private static String command(String name, String command, String arguments, String mode) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatCommand
    metadata: {name: %s}
    spec:
      command: %s
      args: {%s}
      reason: the test wants it
      %s
    """
        .formatted(name, command, arguments, mode);
  }

  /// A command that may deploy tags that the local control plane plays failures for.
  private void allowTags(String... tags) {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: deploy-any}
        spec:
          parameters:
          - {name: tag, type: enum, values: [%s], required: true}
          action:
            deploy:
              target: {kind: Deployment, name: web}
              container: web
              image: registry.example/shop/web:${tag}
        """
            .formatted(String.join(", ", tags)));
    shop.allow("alice", "run", "allowedcommands", "deploy-any");
  }

  private void patchDeadline(int seconds) {
    Cluster.admin()
        .apps()
        .deployments()
        .inNamespace(shop.name())
        .withName("web")
        .edit(web -> {
          web.getSpec().setProgressDeadlineSeconds(seconds);
          return web;
        });
  }

  private String image() {
    Deployment web = shop.deployment("web");
    return web.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage();
  }

  private String message(String name) {
    return shop.command(name).getStatus().conditions().stream()
        .filter(c -> c.type().equals("Succeeded"))
        .findFirst()
        .orElseThrow()
        .message();
  }

  private static void await(Callable<Boolean> state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(state);
  }
}
