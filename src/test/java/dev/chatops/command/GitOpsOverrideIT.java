package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.AwaitedCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Changes of what Git owns. The tests play Flux and Argo CD, by their names in managedFields.
class GitOpsOverrideIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

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
  void whatItsOwnerUndoesEndsAsRevertedByOwner() {
    flux("undone", "1");
    define("undone", "15m");

    shop.ask("undone", "deploy-undone", "tag: \"2\"");
    watched("undone");
    flux("undone", "1");

    ends("undone", Reason.REVERTED_BY_OWNER);
    assertThat(message("undone"))
        .matches(
            "image of main: registry\\.example/undone:1 → 2 on deployment/undone was made, and Flux"
                + " Kustomization flux-system/shop undid it \\(kustomize-controller at"
                + " \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\)\\.");
    var status = shop.command("undone").getStatus();
    assertThat(status.plan().caution())
        .isEqualTo(
            "Flux Kustomization flux-system/shop owns the image of main and will probably undo"
                + " this, unless it is suspended or Git is changed.");
    assertThat(status.resolved().gitOps().fields())
        .containsExactly("f:spec/f:template/f:spec/f:containers/k:{\"name\":\"main\"}/f:image");
  }

  /// Nothing of ours is left on the object then.
  @Test
  void aScaleThatItsOwnerUndoesEndsSoToo() {
    flux("few", "1");
    defineScale("few", "15m");

    shop.ask("few", "scale-few", "replicas: 3");
    watched("few");
    flux("few", "1");

    ends("few", Reason.REVERTED_BY_OWNER);
    assertThat(shop.deployment("few").getMetadata().getManagedFields())
        .noneMatch(entry -> entry.getManager().startsWith("chatops.dev-"));
  }

  @Test
  void argoCdUndoesByAnUpdate() {
    shop.deployment("argo", "0");
    argo("argo", "1");
    Workshop.await(() -> shop.deployment("argo").getStatus().getReadyReplicas() == 1);
    define("argo", "15m");

    shop.ask("argo", "deploy-argo", "tag: \"2\"");
    watched("argo");
    argo("argo", "1");

    ends("argo", Reason.REVERTED_BY_OWNER);
    assertThat(message("argo")).contains("Argo CD application shop undid it (argocd-controller at");
  }

  @Test
  void whatItsOwnerLeavesIsCompletedAndGitStillSaysOtherwise() {
    flux("kept", "1");
    define("kept", "30s");

    shop.ask("kept", "deploy-kept", "tag: \"2\"");

    ends("kept", Reason.COMPLETED);
    assertThat(message("kept"))
        .matches(
            "image of main: registry\\.example/kept:1 → 2 on deployment/kept: 1 of 1 replicas"
                + " updated, 1 available\\. Git still says otherwise: Flux Kustomization"
                + " flux-system/shop did not undo it within \\d+s and may do so later\\.");
  }

  @Test
  void anOwnerThatSaysTheSameMeanwhileEndsTheWatch() {
    flux("agreed", "1");
    define("agreed", "15m");

    shop.ask("agreed", "deploy-agreed", "tag: \"2\"");
    watched("agreed");
    flux("agreed", "2");

    ends("agreed", Reason.COMPLETED)
        .saying(
            "image of main: registry.example/agreed:1 → 2 on deployment/agreed: 1 of 1 replicas"
                + " updated, 1 available. Flux Kustomization flux-system/shop has set the same"
                + " meanwhile.");
  }

  @Test
  void anybodyElsesChangeIsNotItsOwners() {
    flux("other", "1");
    define("other", "15m");

    shop.ask("other", "deploy-other", "tag: \"2\"");
    watched("other");
    shop.setImage("other", "registry.example/other:3");

    ends("other", Reason.SUPERSEDED);
  }

  @Test
  void theWatchOutlivesItsOperatorAndItsDefinition() {
    flux("restarted", "1");
    define("restarted", "15m");
    shop.ask("restarted", "deploy-restarted", "tag: \"2\"");
    watched("restarted");
    operator.close();
    try {
      Cluster.admin()
          .resources(AllowedCommand.class)
          .inNamespace(shop.name())
          .withName("deploy-restarted")
          .delete();
      flux("restarted", "1");
    } finally {
      operator = RunningOperator.start();
    }

    ends("restarted", Reason.REVERTED_BY_OWNER);
  }

  /// What was taken from its owner is still the owner's, for whoever comes next.
  @Test
  void theNextCommandKnowsOfTheOwner() {
    flux("next", "1");
    define("next", "15m");
    shop.define(
        "deploy-refused",
        """
        parameters: [{name: tag, required: true}]
        action:
          deploy:
            target: {kind: Deployment, name: next}
            container: main
            image: registry.example/next:${tag}
        """);
    shop.ask("next", "deploy-next", "tag: \"2\"");
    watched("next");
    shop.ask("next-2", "deploy-next", "tag: \"3\"");
    assertThatCommand(shop.namespace(), "next-2").waits(Reason.QUEUED);
    dryRun("refused");

    ends("refused", Reason.OWNED_BY_GITOPS)
        .saying(
            "Flux Kustomization flux-system/shop owns the image of main on deployment/next and"
                + " would undo the change: change it in Git.");
    flux("next", "1");
    ends("next", Reason.REVERTED_BY_OWNER);
    watched("next-2");
    flux("next", "1");
    ends("next-2", Reason.REVERTED_BY_OWNER);
  }

  /// The Deployment as it stands in Git, with one replica.
  private static void flux(String name, String tag) {
    Cluster.admin()
        .resource(
            Manifests.parse(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                  namespace: %3$s
                  labels:
                    kustomize.toolkit.fluxcd.io/name: shop
                    kustomize.toolkit.fluxcd.io/namespace: flux-system
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {containers: [{name: main, image: 'registry.example/%1$s:%2$s'}]}
                """
                    .formatted(name, tag, shop.name())))
        .fieldManager("kustomize-controller")
        .forceConflicts()
        .serverSideApply();
    if (tag.equals("1")) {
      Workshop.await(() -> shop.deployment(name).getStatus().getReadyReplicas() >= 1);
    }
  }

  /// By default Argo CD applies on its own side.
  private static void argo(String name, String tag) {
    Cluster.admin()
        .apps()
        .deployments()
        .inNamespace(shop.name())
        .withName(name)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.STRATEGIC_MERGE)
                .withFieldManager("argocd-controller")
                .build(),
            Serialization.asJson(
                Manifests.tree(
                    """
                    metadata:
                      annotations: {argocd.argoproj.io/tracking-id: 'shop:apps/Deployment:x/%1$s'}
                    spec:
                      template:
                        spec:
                          containers: [{name: main, image: 'registry.example/%1$s:%2$s'}]
                    """
                        .formatted(name, tag))));
  }

  private static void define(String name, String timeout) {
    shop.define(
        "deploy-" + name,
        """
        parameters: [{name: tag, required: true}]
        action:
          deploy:
            target: {kind: Deployment, name: %1$s}
            container: main
            image: registry.example/%1$s:${tag}
        gitOps: Override
        timeout: %2$s
        """
            .formatted(name, timeout));
  }

  private static void defineScale(String name, String timeout) {
    shop.define(
        "scale-" + name,
        """
        parameters: [{name: replicas, type: quantity, required: true}]
        action:
          scale: {target: {kind: Deployment, name: %s}, replicas: '${replicas}', max: 10}
        gitOps: Override
        timeout: %s
        """
            .formatted(name, timeout));
  }

  private static void dryRun(String name) {
    shop.namespace()
        .create(
            Cluster.as("alice"),
            """
            apiVersion: chatops.dev/v1alpha1
            kind: ChatCommand
            metadata: {name: %s}
            spec: {command: deploy-refused, args: {tag: "4"}, mode: DryRun}
            """
                .formatted(name));
  }

  /// Its change was carried out, and its owner may still undo it.
  private static void watched(String name) {
    Workshop.await(PATIENCE, () -> message(name).contains("Watched until"));
    assertThatCommand(shop.namespace(), name).waits(Reason.RUNNING);
  }

  private static AwaitedCommand ends(String name, Reason reason) {
    return assertThatCommand(shop.namespace(), name).within(PATIENCE).ends(reason);
  }

  private static String message(String name) {
    return shop.command(name).getStatus().conditions().stream()
        .filter(condition -> condition.type().equals("Succeeded"))
        .findFirst()
        .orElseThrow()
        .message();
  }
}
