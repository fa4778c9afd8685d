package dev.chatops.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// The real snapshot controller, and the real sidecar of a CSI driver that copies nothing. Their
/// definitions are on the control plane until it is closed.
public final class SnapshotterPeer implements AutoCloseable {

  /// What a snapshot of the class `never` is refused with.
  public static final String ERROR = "the pool is full";

  private final TestNamespace namespace;
  private final PeerDefinitions definitions;
  private final Path folder;
  private final List<PeerProcess> processes;

  private SnapshotterPeer(
      TestNamespace namespace,
      PeerDefinitions definitions,
      Path folder,
      List<PeerProcess> processes) {
    this.namespace = namespace;
    this.definitions = definitions;
    this.folder = folder;
    this.processes = processes;
  }

  /// @param namespace which gets the volume `data`, of which snapshots can be taken by the classes
  ///   `at-once`, `late` and `never`
  public static SnapshotterPeer start(TestNamespace namespace) {
    try {
      // Not below target: the path of a socket has to be short.
      Path folder = Files.createTempDirectory("csi-");
      PeerDefinitions definitions = PeerDefinitions.install("snapshotter");
      String socket = folder.resolve("csi.sock").toString();
      var peer =
          new SnapshotterPeer(
              namespace,
              definitions,
              folder,
              List.of(
                  PeerProcess.start("csi-driver", socket),
                  PeerProcess.start("csi-snapshotter", socket),
                  PeerProcess.start("snapshot-controller")));
      try {
        peer.furnish();
      } catch (RuntimeException e) {
        peer.close();
        throw e;
      }
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void furnish() {
    apply(
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: %1$s}
        spec:
          capacity: {storage: 1Gi}
          accessModes: [ReadWriteOnce]
          storageClassName: ""
          persistentVolumeReclaimPolicy: Retain
          claimRef: {namespace: %1$s, name: data}
          csi: {driver: nothing.csi.chatops.dev, volumeHandle: %1$s}
        """
            .formatted(namespace.name()));
    namespace.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: ""
          volumeName: %s
          resources: {requests: {storage: 1Gi}}
        """
            .formatted(namespace.name()));
    apply(CLASS.formatted("at-once", ""));
    apply(CLASS.formatted("late", "readyOnce: " + ready()));
    apply(CLASS.formatted("never", "error: " + ERROR));
    Awaitility.await("the volume is bound")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() ->
            Cluster.admin()
                .persistentVolumeClaims()
                .inNamespace(namespace.name())
                .withName("data")
                .get()
                .getStatus()
                .getPhase()
                .equals("Bound"));
  }

  private static final String CLASS =
      """
      apiVersion: snapshot.storage.k8s.io/v1
      kind: VolumeSnapshotClass
      metadata: {name: %s}
      driver: nothing.csi.chatops.dev
      deletionPolicy: Delete
      parameters: {%s}
      """;

  private static void apply(String yaml) {
    Cluster.admin().resource(Manifests.parse(yaml)).forceConflicts().serverSideApply();
  }

  private Path ready() {
    return folder.resolve("ready");
  }

  /// Snapshots of the class `late` are ready from now on.
  public void finishLate() {
    try {
      Files.createFile(ready());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    processes.forEach(PeerProcess::close);
    definitions.remove();
    var core = Cluster.admin();
    core.persistentVolumeClaims().inNamespace(namespace.name()).delete();
    core.persistentVolumes().withName(namespace.name()).delete();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
