package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.SnapshotterPeer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Snapshots of a volume that the real snapshot controller takes at once, late and never.
class SnapshotterIT {

  private static Workshop shop;
  private static SnapshotterPeer snapshotter;
  private static OperatorRole operator;

  @BeforeAll
  static void start() {
    shop = Workshop.open();
    snapshotter = SnapshotterPeer.start(shop.namespace());
    shop.namespace().applyExample("backups");
    define("at-once", "1m");
    define("late", "1m");
    define("never", "5s");
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stop() {
    try (var _ = snapshotter;
        var _ = operator) {}
  }

  /// A definition for a class of snapshots, of the same name.
  private static void define(String kind, String timeout) {
    shop.define(
        kind,
        """
        action:
          backup: {engine: VolumeSnapshot, of: data, spec: {volumeSnapshotClassName: %s}}
        timeout: %s
        """
            .formatted(kind, timeout));
  }

  @Test
  void aSnapshotThatIsReadyAtOnceIsASuccess() {
    shop.ask("quick", "at-once", "");

    assertThatCommand(shop.namespace(), "quick").ends(Reason.COMPLETED);
  }

  @Test
  void aSnapshotThatIsTakenIsNoSuccessBeforeItIsReady() {
    shop.ask("slow", "late", "");
    Workshop.await(() -> Boolean.FALSE.equals(snapshotOf("slow").get("status", "readyToUse")));
    assertThatCommand(shop.namespace(), "slow").waits(Reason.RUNNING);

    snapshotter.finishLate();

    assertThatCommand(shop.namespace(), "slow").ends(Reason.COMPLETED);
  }

  @Test
  void aSnapshotThatTheDriverRefusesIsNoSuccessAndItsErrorIsTold() {
    shop.ask("refused", "never", "");

    assertThat(
            assertThatCommand(shop.namespace(), "refused")
                .ends(Reason.TIMED_OUT)
                .command()
                .getStatus()
                .conditions()
                .toString())
        .contains(SnapshotterPeer.ERROR);
  }

  private static GenericKubernetesResource snapshotOf(String command) {
    return Cluster.admin()
        .genericKubernetesResources("snapshot.storage.k8s.io/v1", "VolumeSnapshot")
        .inNamespace(shop.name())
        .withName("cc-" + shop.command(command).getMetadata().getUid())
        .get();
  }
}
