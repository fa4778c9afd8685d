package dev.chatops.testing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A real Velero that works from a namespace of the test's, with a store of its own that speaks S3.
/// Its definitions are on the control plane until it is closed.
public final class VeleroPeer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ADDRESS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

  private final TestNamespace namespace;
  private final PeerDefinitions definitions = PeerDefinitions.install("velero");
  private final PeerProcess store = PeerProcess.start("s3");
  private @Nullable PeerProcess server;

  private VeleroPeer(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /// Waits until the location `default` can be used.
  public static VeleroPeer start(TestNamespace namespace) {
    var velero = new VeleroPeer(namespace);
    try {
      velero.furnish();
      return velero;
    } catch (RuntimeException e) {
      velero.close();
      throw e;
    }
  }

  private void furnish() {
    String url = store.awaitOutput(ADDRESS).group(1);
    createBucket(url);
    namespace.apply(DEPLOYMENT);
    namespace.apply(
        """
        apiVersion: velero.io/v1
        kind: BackupStorageLocation
        metadata: {name: default}
        spec:
          provider: aws
          default: true
          objectStorage: {bucket: velero}
          config: {region: us-east-1, s3Url: '%s', s3ForcePathStyle: "true", checksumAlgorithm: ""}
        """
            .formatted(url));
    startAgain();
    awaitAvailable();
  }

  /// Velero reads its own Deployment at the end of a restore.
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: velero}
      spec:
        selector: {matchLabels: {app: velero}}
        template:
          metadata: {labels: {app: velero}}
          spec: {containers: [{name: velero, image: "registry.example/velero:1"}]}
      """;

  private static void createBucket(String url) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          java.net.http.HttpRequest.newBuilder(URI.create(url + "/velero"))
              .PUT(BodyPublishers.noBody())
              .build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("the store answers " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitAvailable() {
    Awaitility.await("Velero has found its store")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> phase("BackupStorageLocation", "default"), "Available"::equals);
  }

  /// `status.phase` of one of its objects; empty while it says none.
  public String phase(String kind, String name) {
    GenericKubernetesResource found = resource(kind, name);
    String phase = found == null ? null : found.get("status", "phase");
    return phase == null ? "" : phase;
  }

  public GenericKubernetesResource resource(String kind, String name) {
    return Cluster.admin()
        .genericKubernetesResources(kind(kind))
        .inNamespace(namespace.name())
        .withName(name)
        .get();
  }

  private static ResourceDefinitionContext kind(String kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("velero.io")
        .withVersion("v1")
        .withKind(kind)
        .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
        .withNamespaced(true)
        .build();
  }

  /// What it stores from here on takes until [#releaseStore()].
  public void holdStore() {
    store.pause();
  }

  public void releaseStore() {
    store.goOn();
  }

  /// SIGKILL.
  public void kill() {
    if (server != null) {
      server.close();
    }
  }

  public void startAgain() {
    server = PeerProcess.start("velero", namespace.name());
  }

  @Override
  public void close() {
    kill();
    store.close();
    definitions.remove();
  }
}
