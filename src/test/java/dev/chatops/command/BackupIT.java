package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.EngineKinds;
import dev.chatops.testing.Person;
import dev.chatops.testing.RunningOperator;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What engines save and bring back, on kinds as theirs. The test plays the engines.
class BackupIT {

  private static Workshop shop;
  private static Person bob;
  private static OperatorRole operator;

  @BeforeAll
  static void start() {
    EngineKinds.install();
    shop = Workshop.open();
    shop.namespace().grant("bob", "chatops-approver");
    shop.namespace().allow("bob", "approve", "allowedcommands");
    bob = Person.withKubectl(shop.namespace(), "bob");
    shop.define("unready", "action: {backup: {engine: Velero, of: shop}}");
    shop.define("alone", "action: {restore: {engine: Velero, from: a, into: b}}");
    operator = RunningOperator.start();
    shop.awaitJudged("unready", "RunnerForbidden");
    shop.awaitJudged("alone", "ApprovalRequired");
    EngineStage.letRunnersWork(shop);
    shop.define(
        "save",
        """
        parameters: [{name: what, type: enum, values: [a, b, c, d, e, f, g], required: true}]
        action: {backup: {engine: Velero, of: "${what}", spec: {ttl: 72h0m0s}}}
        """);
    shop.define("save-claim", "action: {backup: {engine: VolumeSnapshot, of: data}}");
    shop.define("restore", EngineStage.restore("Velero", ""));
    shop.define(
        "restore-claim", EngineStage.restore("VolumeSnapshot", "spec: {storageClassName: ''}"));
    for (String definition : new String[] {"save", "save-claim", "restore", "restore-claim"}) {
      shop.awaitJudged(definition, "Ready");
    }
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @Test
  void aBackupIsMadeOnceFollowedAndSaysWhatItProduced() {
    shop.ask("saved", "save", "what: a");
    EngineStage backup = EngineStage.of(shop, "saved", "velero.io/v1", "Backup");
    assertThat(backup.read().getMetadata().getOwnerReferences()).isEmpty();
    assertThat(backup.read().<Object>get("spec", "includedNamespaces").toString()).isEqualTo("[a]");
    assertThat(backup.read().<String>get("spec", "ttl")).isEqualTo("72h0m0s");

    backup.says("{phase: InProgress, progress: {totalItems: 3, itemsBackedUp: 1}}");
    awaitProgress("saved", "InProgress, 1 of 3 items");
    assertThat(result("saved")).doesNotContainKey("restorePoint");
    backup.says("{phase: Brandnew, progress: null}");
    awaitProgress("saved", "Brandnew");
    backup.says(
        "{phase: Completed, warnings: 1, startTimestamp: '2026-01-31T12:00:00Z', completionTimestamp:"
            + " '2026-01-31T12:00:09Z', progress: {totalItems: 3, itemsBackedUp: 3}}");

    ChatCommandStatus status =
        assertThatCommand(shop.namespace(), "saved")
            .ends(Reason.COMPLETED)
            .saying("back up namespace/a with Velero: 3 items saved, 0 errors, 1 warnings")
            .command()
            .getStatus();
    assertThat(Objects.requireNonNull(status.plan()).target())
        .isEqualTo(new TargetRef("v1", "Namespace", "a", null));
    assertThat(result("saved"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "engine", "Velero",
                "ref", "backup/" + backup.name(),
                "restorePoint", backup.name(),
                "consistency", "Crash",
                "startedAt", "2026-01-31T12:00:00Z",
                "finishedAt", "2026-01-31T12:00:09Z",
                "items", "3",
                "errors", "0",
                "warnings", "1"));
  }

  @Test
  void aPartIsNoSuccessAndCanStillBeRestored() {
    shop.ask("half", "save", "what: b");
    EngineStage backup = EngineStage.of(shop, "half", "velero.io/v1", "Backup");

    backup.says("{phase: PartiallyFailed, errors: 2, progress: {itemsBackedUp: 1}}");

    assertThatCommand(shop.namespace(), "half")
        .ends(Reason.PARTIALLY_FAILED)
        .saying(
            "backup/" + backup.name() + " did a part only: 1 items saved, 2 errors, 0 warnings");
    assertThat(result("half")).containsEntry("restorePoint", backup.name());
  }

  @Test
  void aFailureLeavesNoRestorePoint() {
    shop.ask("broken", "save", "what: c");
    EngineStage backup = EngineStage.of(shop, "broken", "velero.io/v1", "Backup");

    backup.says("{phase: Failed, failureReason: 'no such bucket, password=hunter2hunter2'}");

    assertThatCommand(shop.namespace(), "broken")
        .ends(Reason.FAILED)
        .saying("backup/" + backup.name() + " failed: no such bucket, password=[redacted]");
    assertThat(result("broken")).doesNotContainKey("restorePoint");
  }

  @Test
  void whatVanishesIsNotMadeAgain() {
    shop.ask("gone", "save", "what: d");
    EngineStage backup = EngineStage.of(shop, "gone", "velero.io/v1", "Backup");
    backup.says("{phase: InProgress}");
    awaitProgress("gone", "InProgress");

    backup.delete();

    assertThatCommand(shop.namespace(), "gone")
        .ends(Reason.SUPERSEDED)
        .saying("backup/" + backup.name() + " was deleted in the meantime.");
  }

  @Test
  void aCancelLeavesItToTheEngine() {
    shop.ask("stopped", "save", "what: f");
    EngineStage backup = EngineStage.of(shop, "stopped", "velero.io/v1", "Backup");
    backup.says("{phase: InProgress}");
    awaitProgress("stopped", "InProgress");

    bob.cancel("stopped", "");

    assertThatCommand(shop.namespace(), "stopped")
        .ends(Reason.CANCELLED)
        .saying(
            "Cancelled by bob. backup/"
                + backup.name()
                + " was made and stays; last seen: InProgress. Nothing was undone.");
    assertThat(backup.read()).isNotNull();
  }

  @Test
  void theNextOperatorGoesOn() {
    shop.ask("handed", "save", "what: e");
    EngineStage backup = EngineStage.of(shop, "handed", "velero.io/v1", "Backup");
    operator.close();
    backup.says("{phase: Completed, progress: {itemsBackedUp: 5}}");
    operator = RunningOperator.start();

    assertThatCommand(shop.namespace(), "handed").ends(Reason.COMPLETED);
    assertThat(result("handed")).containsEntry("restorePoint", backup.name());
  }

  @Test
  void aRestoreWaitsForSomebodyWhoReadsWhatItOverwrites() {
    EngineStage.create(
        shop,
        "apiVersion: velero.io/v1, kind: Backup, metadata: {name: nightly},"
            + " spec: {includedNamespaces: [shop]}, status: {phase: Completed}");
    shop.ask("back", "restore", "backup: nightly, target: shop-copy");
    assertThatCommand(shop.namespace(), "back").waits(Reason.AWAITING_APPROVAL);
    var plan = Objects.requireNonNull(shop.command("back").getStatus().plan());
    assertThat(plan.irreversible()).isTrue();
    assertThat(plan.target()).isEqualTo(new TargetRef("v1", "Namespace", "shop-copy", null));
    assertThat(plan.summary()).isEqualTo("restore nightly into namespace/shop-copy with Velero");

    bob.approve("back");
    EngineStage restore = EngineStage.of(shop, "back", "velero.io/v1", "Restore");
    assertThat(restore.read().<String>get("spec", "namespaceMapping", "shop"))
        .isEqualTo("shop-copy");
    restore.says("{phase: Completed, progress: {totalItems: 3, itemsRestored: 3}}");

    assertThatCommand(shop.namespace(), "back")
        .ends(Reason.COMPLETED)
        .saying(
            "restore nightly into namespace/shop-copy with Velero: 3 items looked at, 0 errors, 0"
                + " warnings");
  }

  @Test
  void whatIsNotThereOrNotCompleteIsNotRestored() {
    shop.ask("nothing", "restore", "backup: never-made, target: shop-copy");
    assertThatCommand(shop.namespace(), "nothing")
        .ends(Reason.TARGET_NOT_FOUND)
        .saying("There is no Backup never-made in " + shop.name() + " to restore from.");
    EngineStage.create(
        shop,
        "apiVersion: velero.io/v1, kind: Backup, metadata: {name: unfinished},"
            + " spec: {includedNamespaces: [shop]}, status: {phase: InProgress}");
    shop.ask("early", "restore", "backup: unfinished, target: shop-copy");
    assertThatCommand(shop.namespace(), "early")
        .ends(Reason.TARGET_UNSUITABLE)
        .saying(
            "backup/unfinished is not complete, so nothing is restored from it: phase is"
                + " InProgress.");
  }

  @Test
  void aNamespaceThatGitOwnsIsNotRestoredInto() {
    EngineStage.create(
        shop,
        "apiVersion: velero.io/v1, kind: Backup, metadata: {name: weekly},"
            + " spec: {includedNamespaces: [shop]}, status: {phase: Completed}");
    Workshop owned = Workshop.open();
    Cluster.admin()
        .namespaces()
        .withName(owned.name())
        .edit(namespace ->
            namespace
                .edit()
                .editMetadata()
                .addToLabels("kustomize.toolkit.fluxcd.io/name", "apps")
                .endMetadata()
                .build());

    shop.ask("fought", "restore", "backup: weekly, target: " + owned.name());

    assertThatCommand(shop.namespace(), "fought")
        .ends(Reason.OWNED_BY_GITOPS)
        .saying(
            "Flux Kustomization apps owns namespace/%s and may undo what is restored: restore into another one."
                .formatted(owned.name()));
  }

  @Test
  void anErrorOfASnapshotMayPass() {
    shop.ask("snap", "save-claim", "");
    EngineStage snapshot =
        EngineStage.of(shop, "snap", "snapshot.storage.k8s.io/v1", "VolumeSnapshot");

    snapshot.says("{readyToUse: false, error: {message: driver is away}}");
    awaitProgress("snap", "driver is away");
    snapshot.says(
        "{readyToUse: true, error: null, restoreSize: 1Gi, boundVolumeSnapshotContentName: c-1}");

    assertThatCommand(shop.namespace(), "snap")
        .ends(Reason.COMPLETED)
        .saying("back up persistentvolumeclaim/data with VolumeSnapshot: 1Gi saved");
    assertThat(result("snap")).containsEntry("restorePoint", snapshot.name());
  }

  @Test
  void aClaimIsMadeFromASnapshotAndNeverASecondOne() {
    EngineStage.create(
        shop,
        "apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshot, metadata: {name: s-1}, spec:"
            + " {source: {persistentVolumeClaimName: data}}");
    new EngineStage(shop, "snapshot.storage.k8s.io/v1", "VolumeSnapshot", "s-1")
        .says("{readyToUse: true, restoreSize: 1Gi}");
    EngineStage.volume(shop, "data-2");
    shop.ask("claim", "restore-claim", "backup: s-1, target: data-2");
    assertThatCommand(shop.namespace(), "claim").waits(Reason.AWAITING_APPROVAL);
    bob.approve("claim");

    assertThatCommand(shop.namespace(), "claim")
        .ends(Reason.COMPLETED)
        .saying(
            "restore s-1 into persistentvolumeclaim/data-2 with VolumeSnapshot: the claim is Bound,"
                + " with 1Gi");
    shop.ask("again", "restore-claim", "backup: s-1, target: data-2");
    assertThatCommand(shop.namespace(), "again")
        .ends(Reason.TARGET_UNSUITABLE)
        .saying(
            "persistentvolumeclaim/data-2 is there already, and a restore makes a new one: restore"
                + " into another name.");
  }

  @Test
  void restorePointsAreListedAsTheRunnerReadsThem() {
    shop.define(
        "backups",
        "action: {show: {view: Backups, engine: Velero, target: {apiVersion: v1, kind: Namespace,"
            + " name: listed}}}");
    shop.awaitJudged("backups", "Ready");
    EngineStage.create(
        shop,
        "apiVersion: velero.io/v1, kind: Backup, metadata: {name: of-listed}, spec:"
            + " {includedNamespaces: [listed]}, status: {phase: Completed}");
    EngineStage.create(
        shop,
        "apiVersion: velero.io/v1, kind: Backup, metadata: {name: of-another}, spec:"
            + " {includedNamespaces: [another]}, status: {phase: Completed}");

    shop.ask("list", "backups", "");

    var status =
        assertThatCommand(shop.namespace(), "list").ends(Reason.COMPLETED).command().getStatus();
    assertThat(Objects.requireNonNull(status.output()).text())
        .matches("\\d+s +of-listed  Completed");
  }

  @Test
  void aDefinitionSaysWhatItLacks() {
    shop.ask("lacking", "alone", "");

    assertThatCommand(shop.namespace(), "lacking")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand alone cannot work: spec.approval: a restore cannot be undone, so"
                + " somebody must agree: give approval a count of 1 or more.");
  }

  private static void awaitProgress(String command, String message) {
    Workshop.await(() ->
        Objects.requireNonNull(shop.command(command).getStatus().progress())
            .message()
            .equals(message));
  }

  private static Map<String, String> result(String command) {
    ChatCommand stored = shop.command(command);
    return Objects.requireNonNullElse(stored.getStatus().result(), Map.of());
  }
}
