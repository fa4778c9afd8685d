package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.EngineKinds;
import dev.chatops.testing.FaultyProxy;
import dev.chatops.testing.Moment;
import dev.chatops.testing.Moment.Write;
import dev.chatops.testing.OperatorProcess;
import dev.chatops.testing.OperatorProcesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The operator is killed by SIGKILL while it has something saved: it is saved once, and the next
/// one says what became of it.
class BackupKillIT {

  private static final String VERSION = "snapshot.storage.k8s.io/v1";
  private static final String KIND = "VolumeSnapshot";

  @RegisterExtension final OperatorProcesses operators = new OperatorProcesses();

  @BeforeAll
  static void knowTheKinds() {
    EngineKinds.install();
  }

  @Test
  void aBackupIsMadeOnceWhereverItsOperatorDies() {
    try (FaultyProxy proxy = FaultyProxy.toApiServer()) {
      OperatorProcess first = operators.start("first", proxy);
      List<Moment> moments = Moment.all();
      List<Workshop> shops = moments.stream().map(moment -> shop()).toList();
      List<FaultyProxy.Hold> holds = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        holds.add(proxy.hold(shops.get(i).namespace(), moments.get(i)));
      }
      first.awaitReady();
      shops.forEach(shop -> shop.awaitJudged("backup-data", "Ready"));
      shops.forEach(shop -> shop.ask("once", "backup-data", ""));
      for (int i = 0; i < moments.size(); i++) {
        if (comesAfterTheEngine(moments.get(i))) {
          answer(shops.get(i));
        }
      }
      holds.forEach(FaultyProxy.Hold::awaitReached);

      first.kill();
      operators.start("next").awaitReady();

      for (int i = 0; i < moments.size(); i++) {
        Workshop shop = shops.get(i);
        answer(shop);
        ChatCommand command =
            assertThatCommand(shop.namespace(), "once").ends(Reason.COMPLETED).command();
        String name = "cc-" + command.getMetadata().getUid();
        assertThat(
                Cluster.admin()
                    .genericKubernetesResources(VERSION, KIND)
                    .inNamespace(shop.name())
                    .list()
                    .getItems())
            .as(moments.get(i).toString())
            .singleElement()
            .satisfies(made -> assertThat(made.getMetadata().getName()).isEqualTo(name));
        assertThat(Objects.requireNonNull(command.getStatus().result()))
            .containsEntry("restorePoint", name);
      }
    }
  }

  private static boolean comesAfterTheEngine(Moment moment) {
    return moment.write() == Write.END || moment.write() == Write.EVENT_OF_THE_END;
  }

  private static Workshop shop() {
    Workshop shop = Workshop.open();
    shop.namespace().applyExample("backups");
    return shop;
  }

  private static void answer(Workshop shop) {
    EngineStage.of(shop, "once", VERSION, KIND)
        .says("{readyToUse: true, boundVolumeSnapshotContentName: content}");
  }
}
