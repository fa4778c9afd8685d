package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.GitOpsKinds;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Objects of other people's kinds are changed by what a definition says, and followed. The test
/// plays their controllers.
class PatchIT {

  private static OperatorRole operator;

  private Workshop shop;
  private ForeignObject kustomization;

  @BeforeAll
  static void start() {
    GitOpsKinds.install();
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @BeforeEach
  void openShop() {
    shop = Workshop.open();
    kustomization =
        ForeignObject.made(
            shop,
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: shop}
            spec: {interval: 10m, path: ./shop, prune: true, sourceRef: {kind: GitRepository, name: shop}}
            """);
    shop.namespace().applyExample("infrastructure");
    for (String definition : List.of("suspend-shop", "resume-shop", "sync-shop")) {
      shop.awaitJudged(definition, "Ready");
    }
  }

  @Test
  void aKustomizationIsSuspendedOnceAndMarked() {
    shop.ask("once", "suspend-shop", "");
    assertThatCommand(shop.namespace(), "once")
        .ends(Reason.COMPLETED)
        .saying("spec.suspend: none → true on kustomization/shop: it is stored.");
    shop.ask("again", "suspend-shop", "");
    assertThatCommand(shop.namespace(), "again")
        .ends(Reason.ALREADY_APPLIED)
        .saying("kustomization/shop is as wanted already.");

    GenericKubernetesResource after = kustomization.read();
    assertThat(after.<Boolean>get("spec", "suspend")).isTrue();
    assertThat(after.<String>get("spec", "path")).isEqualTo("./shop");
    assertThat(after.getMetadata().getGeneration()).isEqualTo(2);
    assertThat(after.getMetadata().getAnnotations())
        .containsEntry("chatops.dev/last-command", shop.command("once").getMetadata().getUid());
    assertThat(Objects.requireNonNull(shop.command("once").getStatus().plan()).changes())
        .containsExactly(new PlannedChange("spec.suspend", null, "true"));
  }

  @Test
  void aResumedKustomizationIsFollowedUntilItsControllerHasSeenTheChange() {
    kustomization.edit("spec: {suspend: true}");
    kustomization.says("observedGeneration: 2, conditions: [{type: Ready, status: 'True'}]");
    shop.ask("resume", "resume-shop", "");
    kustomization.awaitMarkOf("resume");
    Workshop.await(() ->
        shop.command("resume")
            .getStatus()
            .progress()
            .message()
            .equals("waiting for the controller of kustomization/shop"));

    kustomization.says(
        "observedGeneration: 3, conditions: [{type: Ready, status: 'True', message: Applied main}]");

    assertThatCommand(shop.namespace(), "resume")
        .ends(Reason.COMPLETED)
        .saying("spec.suspend: true → false on kustomization/shop: Applied main");
  }

  @Test
  void aFailureSaysWhy() {
    kustomization.edit("spec: {suspend: true}");
    shop.ask("resume", "resume-shop", "");
    kustomization.awaitMarkOf("resume");

    kustomization.says(
        "conditions: [{type: Ready, status: 'False', observedGeneration: 3, message: no such path}]");

    assertThatCommand(shop.namespace(), "resume")
        .ends(Reason.FAILED)
        .saying("kustomization/shop failed: no such path");
  }

  @Test
  void whoSetsTheValueToAnotherEndsTheCommand() {
    kustomization.edit("spec: {suspend: true}");
    shop.ask("resume", "resume-shop", "");
    kustomization.awaitMarkOf("resume");

    kustomization.edit("spec: {suspend: true}");

    assertThatCommand(shop.namespace(), "resume")
        .ends(Reason.SUPERSEDED)
        .saying(
            "kustomization/shop was changed by fabric8-kubernetes-client while this command ran.");
  }

  @Test
  void whatVanishesIsNotMadeAgain() {
    kustomization.edit("spec: {suspend: true}");
    shop.ask("resume", "resume-shop", "");
    kustomization.awaitMarkOf("resume");
    Workshop.await(() -> shop.command("resume").getStatus().progress() != null);

    kustomization.delete();

    assertThatCommand(shop.namespace(), "resume")
        .ends(Reason.SUPERSEDED)
        .saying("kustomization/shop was deleted in the meantime.");
  }

  @Test
  void anOrderThatItsControllerTakesAwayIsFollowedToItsEnd() {
    ForeignObject application =
        ForeignObject.made(
            shop,
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop}
            spec: {project: shop}
            status: {operationState: {phase: Succeeded, message: the one before}}
            """);
    shop.ask("sync", "sync-shop", "");
    application.awaitMarkOf("sync");
    assertThat(application.read().<Boolean>get("operation", "sync", "prune")).isFalse();

    application.edit("status: {operationState: {phase: Running, message: waiting for web}}");
    Workshop.await(() -> shop.command("sync").getStatus().progress().message().equals("Running"));
    application.edit(
        "operation: null\nstatus: {operationState: {phase: Succeeded, message: synced}}");

    assertThatCommand(shop.namespace(), "sync")
        .ends(Reason.COMPLETED)
        .saying(
            "operation: none → {\"initiatedBy\":{\"username\":\"chatops\"},\"sync\":{\"prune\":false}}"
                + " on application/shop: synced");
  }

  @Test
  void aCronJobIsSuspendedByAnArgument() {
    shop.namespace().applyExample("jobs");
    shop.awaitJudged("report-schedule", "Ready");
    shop.ask("stop", "report-schedule", "suspend: 'true'");

    assertThatCommand(shop.namespace(), "stop")
        .ends(Reason.COMPLETED)
        .saying("spec.suspend: false → true on cronjob/report: it is stored.");
  }

  /// A Service has no generation, and its texts are those that JSON writes in several ways.
  @Test
  void anObjectThatDoesNotCountItsChangesIsChangedOnceToo() {
    ForeignObject service =
        ForeignObject.made(
            shop,
            """
            apiVersion: v1
            kind: Service
            metadata: {name: web, annotations: {note: "<a> & 'b' ü \\u2028 \\" \\\\"}}
            spec: {selector: {app: web, colour: blue}, ports: [{port: 80}]}
            """);
    mayChange("", "services");
    shop.define(
        "switch",
        """
        parameters: [{name: colour, type: enum, values: [blue, green], required: true}]
        action:
          patch:
            target: {apiVersion: v1, kind: Service, name: web}
            json:
            - {op: replace, path: /metadata/annotations/note, value: "<c> & d"}
            - {op: replace, path: /spec/selector/colour, value: "${colour}"}
        """);

    shop.awaitJudged("switch", "Ready");
    shop.ask("green", "switch", "colour: green");

    assertThatCommand(shop.namespace(), "green")
        .ends(Reason.COMPLETED)
        .saying("2 values of service/web: it is stored.");
    assertThat(service.read().<String>get("spec", "selector", "colour")).isEqualTo("green");
    assertThat(service.read().getMetadata().getAnnotations()).containsEntry("note", "<c> & d");
    shop.ask("blue", "switch", "colour: blue");
    assertThatCommand(shop.namespace(), "blue").ends(Reason.COMPLETED);
  }

  @Test
  void aMissingTargetIsNamed() {
    kustomization.delete();
    shop.ask("nothing", "suspend-shop", "");

    assertThatCommand(shop.namespace(), "nothing")
        .ends(Reason.TARGET_NOT_FOUND)
        .saying(
            "There is no Kustomization shop in "
                + shop.name()
                + ": create it, or change the target of AllowedCommand suspend-shop.");
  }

  @Test
  void aKindThatIsNotInstalledIsNamedBeforeAnybodyAsks() {
    shop.define(
        "nowhere",
        "action: {patch: {target: {apiVersion: engine.example/v9, kind: Engine, name: x},"
            + " merge: {spec: {a: 1}}}}");
    shop.awaitJudged("nowhere", "MissingKind");
    shop.ask("nowhere", "nowhere", "");

    assertThatCommand(shop.namespace(), "nowhere")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand nowhere cannot work: spec.action.patch.target: the API server knows no"
                + " Engine of engine.example/v9; install what brings it.");
  }

  @Test
  void aRunnerWithoutTheRightIsNamedBeforeAnybodyAsks() {
    shop.define(
        "other",
        "action: {patch: {target: {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization,"
            + " name: other}, merge: {spec: {suspend: true}}}}");
    shop.awaitJudged("other", "RunnerForbidden");
    shop.ask("other", "other", "");

    assertThatCommand(shop.namespace(), "other")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand other cannot work: service account chatops-runner may not get"
                + " kustomizations other in "
                + shop.name()
                + "; grant it in a Role of the namespace.");
  }

  /// The API server stores the null of a definition, so it is seen and refused.
  @Test
  void nullIsRefused() {
    shop.define(
        "unset",
        "action: {patch: {target: {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization,"
            + " name: shop}, merge: {spec: {suspend: null}}}}");
    shop.awaitJudged("unset", "InvalidPatch");
    shop.ask("unset", "unset", "");

    assertThatCommand(shop.namespace(), "unset")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand unset cannot work: spec.action.patch.merge.spec.suspend: null is lost by"
                + " kubectl apply; use json with op remove.");
  }

  private void mayChange(String group, String resource) {
    shop.namespace()
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: changer}
            rules: [{apiGroups: ['%s'], resources: [%s], verbs: [get, patch]}]
            """
                .formatted(group, resource));
    shop.namespace()
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: changer}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: changer}
            subjects: [{kind: ServiceAccount, name: chatops-runner, namespace: %s}]
            """
                .formatted(shop.name()));
  }
}
