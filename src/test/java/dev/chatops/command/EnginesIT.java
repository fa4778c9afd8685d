package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.EngineKinds;
import dev.chatops.testing.Person;
import dev.chatops.testing.RunningOperator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every preset from the definition to the end, with another operator in the middle. The test plays
/// the engines.
class EnginesIT {

  private static final String TIME = "'2026-01-31T12:00:00Z'";

  /// @param name of what is made; empty where the operator names it
  /// @param running a status, and what is said of it
  /// @param done a status, and what is said of it
  record Story(
      String command,
      Engine engine,
      String action,
      String apiVersion,
      String kind,
      String name,
      List<String> running,
      List<String> done) {

    boolean restores() {
      return command.startsWith("restore");
    }

    Procedure procedure() {
      Preset preset = Preset.of(engine);
      return restores() ? preset.restore() : preset.backup();
    }

    EngineStage stage() {
      return name.isEmpty()
          ? EngineStage.of(shop, command, apiVersion, kind)
          : EngineStage.named(shop, apiVersion, kind, name);
    }
  }

  private static Workshop shop;
  private static OperatorRole operator;

  @BeforeAll
  static void walkHalfTheWayAndChangeTheOperator() {
    EngineKinds.install();
    shop = Workshop.open();
    shop.namespace().grant("bob", "chatops-approver");
    shop.namespace().allow("bob", "approve", "allowedcommands");
    EngineStage.letRunnersWork(shop);
    restorePoints();
    stories().forEach(EnginesIT::define);
    operator = RunningOperator.start();
    stories().forEach(story -> shop.awaitJudged(story.command(), "Ready"));
    stories().forEach(story -> shop.ask(story.command(), story.command(), ""));
    Person bob = Person.withKubectl(shop.namespace(), "bob");
    stories()
        .filter(Story::restores)
        .forEach(story -> {
          assertThatCommand(shop.namespace(), story.command()).waits(Reason.AWAITING_APPROVAL);
          bob.approve(story.command());
        });
    stories().forEach(story -> story.stage().says(story.running().getFirst()));
    stories().forEach(EnginesIT::awaitProgress);
    operator.close();
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void everyPresetIsFollowedToItsEnd(Story story) {
    story.stage().says(story.done().getFirst());

    var ended =
        assertThatCommand(shop.namespace(), story.command()).ends(Reason.COMPLETED).command();
    var status = ended.getStatus();
    assertThat(Objects.requireNonNull(status.result()))
        .containsEntry("engine", story.engine().word())
        .containsEntry("ref", story.kind().toLowerCase(Locale.ROOT) + "/" + story.stage().name());
    assertThat(status.result().containsKey("restorePoint")).isEqualTo(!story.restores());
    assertThat(
            status.result().getOrDefault("preset", "").startsWith("not verified with the engine"))
        .isEqualTo(story.procedure().verified() == null);
    assertThat(
            status.conditions().stream()
                .filter(condition -> condition.type().equals("Succeeded"))
                .map(condition -> condition.message()))
        .singleElement()
        .asString()
        .endsWith(" with %s: %s".formatted(story.engine().word(), story.done().getLast()));
    assertThat(story.stage().read().getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void everyEngineHasItsStories() {
    assertThat(stories().map(Story::engine)).contains(Engine.values());
  }

  static Stream<Story> stories() {
    return Stream.concat(backups(), restores());
  }

  /// Each about another thing, or they would wait for each other.
  private static Stream<Story> backups() {
    return Stream.of(
        backup(
            Engine.VELERO,
            "of: shop",
            "velero.io/v1 Backup",
            List.of("{phase: InProgress}", "InProgress"),
            List.of(
                "{phase: Completed, progress: {itemsBackedUp: 2}}",
                "2 items saved, 0 errors, 0 warnings")),
        backup(
            Engine.VOLUME_SNAPSHOT,
            "of: snapped",
            "snapshot.storage.k8s.io/v1 VolumeSnapshot",
            List.of("{readyToUse: false}", "not ready to use yet"),
            List.of(
                "{readyToUse: true, boundVolumeSnapshotContentName: c, restoreSize: 1Gi}",
                "1Gi saved")),
        backup(
            Engine.CLOUD_NATIVE_PG,
            "of: pg, spec: {method: volumeSnapshot}",
            "postgresql.cnpg.io/v1 Backup",
            List.of("{phase: running}", "running"),
            List.of("{phase: completed, backupId: b1}", "backup b1 is stored")),
        backup(
            Engine.MEDUSA,
            "of: dc2",
            "medusa.k8ssandra.io/v1alpha1 MedusaBackupJob",
            List.of(
                "{startTime: %s, finishTime: null, inProgress: [n1]}".formatted(TIME),
                "0 nodes done, 1 at it, 0 failed"),
            List.of(
                "{finishTime: %s, inProgress: null, finished: [n1]}".formatted(TIME),
                "1 nodes done, 0 failed")),
        backup(
            Engine.KANISTER,
            "of: db-1, spec: {blueprint: mysql, object: {namespace: shop}}",
            "cr.kanister.io/v1alpha1 ActionSet",
            List.of("{state: running}", "running"),
            List.of("{state: complete}", "the Blueprint has done all of its phases")),
        backup(
            Engine.KUBE_STASH,
            "of: shop, spec: {session: nightly}",
            "core.kubestash.com/v1alpha1 BackupSession",
            List.of("{phase: Running}", "Running"),
            List.of(
                "{phase: Succeeded, snapshots: [{name: s-1, phase: Succeeded}]}",
                "1 of 1 snapshots stored")),
        backup(
            Engine.VOL_SYNC,
            "of: synced, spec: {restic: {repository: repo, copyMethod: Snapshot}}",
            "volsync.backube/v1alpha1 ReplicationSource",
            List.of(
                "{conditions: [{type: Synchronizing, status: 'True', message: in progress}]}",
                "in progress"),
            List.of("{lastManualSync: once, lastSyncDuration: 9s}", "synchronized in 9s")));
  }

  private static Stream<Story> restores() {
    return Stream.of(
        restore(
            Engine.VELERO,
            "into: shop-copy",
            "velero.io/v1 Restore",
            "",
            List.of("{phase: InProgress}", "InProgress"),
            List.of(
                "{phase: Completed, progress: {itemsRestored: 2}}",
                "2 items looked at, 0 errors, 0 warnings")),
        restore(
            Engine.CLOUD_NATIVE_PG,
            "into: pg-2, spec: {storage: {size: 1Gi}}",
            "postgresql.cnpg.io/v1 Cluster",
            "pg-2",
            List.of("{phase: Setting up primary, readyInstances: 0}", "Setting up primary"),
            List.of(
                "{readyInstances: 1, conditions: [{type: Ready, status: 'True'}]}",
                "1 of 1 instances ready")),
        restore(
            Engine.MEDUSA,
            "into: dc1",
            "medusa.k8ssandra.io/v1alpha1 MedusaRestoreJob",
            "",
            List.of("{restoreKey: k, restorePrepared: true, finishTime: null}", "it is prepared"),
            List.of(
                "{restoreKey: k, finishTime: %s}".formatted(TIME),
                "the datacenter runs with what is restored")),
        restore(
            Engine.KANISTER,
            "into: db-2, spec: {blueprint: mysql, object: {namespace: shop}}",
            "cr.kanister.io/v1alpha1 ActionSet",
            "",
            List.of("{state: running}", "running"),
            List.of("{state: complete}", "the Blueprint has done all of its phases")),
        restore(
            Engine.KUBE_STASH,
            "into: db, spec: {addon: {name: mysql-addon}}",
            "core.kubestash.com/v1alpha1 RestoreSession",
            "",
            List.of("{phase: Running}", "Running"),
            List.of("{phase: Succeeded}", "Succeeded")),
        restore(
            Engine.VOL_SYNC,
            "into: data",
            "volsync.backube/v1alpha1 ReplicationDestination",
            "",
            List.of(
                "{conditions: [{type: Synchronizing, status: 'True', message: in progress}]}",
                "in progress"),
            List.of("{lastManualSync: once, lastSyncDuration: 9s}", "synchronized in 9s")));
  }

  private static Story backup(
      Engine engine, String more, String kind, List<String> running, List<String> done) {
    String word = engine.word();
    return new Story(
        "save-" + word.toLowerCase(Locale.ROOT),
        engine,
        "backup: {engine: %s, %s}".formatted(word, more),
        kind.split(" ", 2)[0],
        kind.split(" ", 2)[1],
        "",
        running,
        done);
  }

  /// From the restore point `point`.
  private static Story restore(
      Engine engine,
      String more,
      String kind,
      String name,
      List<String> running,
      List<String> done) {
    String word = engine.word();
    return new Story(
        "restore-" + word.toLowerCase(Locale.ROOT),
        engine,
        "restore: {engine: %s, from: point, %s}".formatted(word, more),
        kind.split(" ", 2)[0],
        kind.split(" ", 2)[1],
        name,
        running,
        done);
  }

  /// And what is overwritten.
  private static void restorePoints() {
    point("velero.io/v1 Backup", "spec: {includedNamespaces: [shop]}", "{phase: Completed}");
    point("postgresql.cnpg.io/v1 Backup", "spec: {cluster: {name: pg}}", "{phase: completed}");
    point(
        "medusa.k8ssandra.io/v1alpha1 MedusaBackup",
        "spec: {cassandraDatacenter: dc1}",
        "{finishTime: %s}".formatted(TIME));
    point(
        "cr.kanister.io/v1alpha1 ActionSet",
        "spec: {actions: []}",
        "{state: complete, actions: [{artifacts: {dump: {keyValue: {path: s3/1}}}}]}");
    point("storage.kubestash.com/v1alpha1 Snapshot", "spec: {repository: r}", "{phase: Succeeded}");
    EngineStage.create(
        shop,
        "apiVersion: cassandra.datastax.com/v1beta1, kind: CassandraDatacenter,"
            + " metadata: {name: dc1}, spec: {size: 1}");
    EngineStage.create(
        shop,
        "apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {replicas: 0,"
            + " serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels:"
            + " {app: db}}, spec: {containers: [{name: main, image: 'registry.example/db:1'}]}}}");
    EngineStage.create(
        shop,
        "apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes:"
            + " [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}");
  }

  private static void point(String kind, String spec, String status) {
    String[] words = kind.split(" ", 2);
    EngineStage.create(
        shop,
        "apiVersion: %s, kind: %s, metadata: {name: point}, %s"
            .formatted(words[0], words[1], spec));
    EngineStage.named(shop, words[0], words[1], "point").says(status);
  }

  private static void define(Story story) {
    shop.define(
        story.command(),
        "%saction: {%s}"
            .formatted(story.restores() ? "approval: {count: 1}\n" : "", story.action()));
  }

  private static void awaitProgress(Story story) {
    Workshop.await(() ->
        Objects.requireNonNull(shop.command(story.command()).getStatus().progress())
            .message()
            .equals(story.running().getLast()));
  }
}
