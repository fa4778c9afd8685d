package dev.chatops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything under `manifests/` can be applied as its comments say.
class ManifestsIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "install",
        "admission-1.36",
        "examples/shop",
        "examples/approval",
        "examples/identities",
        "examples/chat",
        "examples/chat-approval",
        "examples/jobs",
        "examples/backups",
        "examples/velero",
        "examples/infrastructure",
        "examples/incident",
        "examples/nodes",
        "examples/troubleshooting",
        "examples/runner"
      })
  void folderIsAppliedByKubectl(String folder) {
    // A dry run creates no namespace, and nothing can be put into one that is not there.
    for (String name : List.of("shop", "velero")) {
      Cluster.admin()
          .resource(
              Manifests.parse(
                  """
                  apiVersion: v1
                  kind: Namespace
                  metadata: {name: %s}
                  """
                      .formatted(name)))
          .serverSideApply();
    }

    String output =
        Cluster.kubectl(
                "", "apply", "--server-side", "--dry-run=server", "-k", "manifests/" + folder)
            .orFail()
            .output();

    assertThat(output).doesNotContainIgnoringCase("warning");
  }

  /// Each object as it is shipped, field by field: the operator compares them while it runs.
  @ParameterizedTest
  @MethodSource("admission")
  void admissionStandsInTheClusterAsItIsShipped(Path file) {
    GenericKubernetesResource shipped = Manifests.parse(Manifests.read(file));

    GenericKubernetesResource stored = Cluster.admin().resource(shipped).get();

    assertThat(stored.<Object>get("spec")).isEqualTo(shipped.get("spec"));
  }

  static Stream<Path> admission() {
    return Stream.of("install", "admission-1.36")
        .flatMap(folder -> Manifests.files(folder).stream())
        .filter(file -> file.toString().contains("AdmissionPolicy"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "install",
        "admission-1.36",
        "examples/shop",
        "examples/approval",
        "examples/identities",
        "examples/chat",
        "examples/chat-approval",
        "examples/jobs",
        "examples/backups",
        "examples/velero",
        "examples/infrastructure",
        "examples/incident",
        "examples/nodes",
        "examples/troubleshooting",
        "examples/runner"
      })
  void kustomizationListsEveryFile(String folder) throws IOException {
    String kustomization = Files.readString(Path.of("manifests", folder, "kustomization.yaml"));

    assertThat(Manifests.tree(kustomization).get("resources"))
        .extracting(resource -> resource.asText())
        .filteredOn(resource -> !resource.startsWith(".."))
        .containsExactlyInAnyOrderElementsOf(namesIn(folder));
  }

  @ParameterizedTest
  @MethodSource("files")
  void nameOfAFileSaysWhatIsInIt(Path file) {
    var object = Manifests.parse(Manifests.read(file));

    assertThat(file.getFileName().toString())
        .endsWith(
            ".%s.%s.yaml"
                .formatted(
                    object.getKind(), object.getMetadata().getName().replace(".chatops.dev", "")));
  }

  static Stream<Path> files() {
    return Stream.of(
            "install",
            "admission-1.36",
            "examples/shop",
            "examples/approval",
            "examples/identities",
            "examples/chat",
            "examples/chat-approval",
            "examples/jobs",
            "examples/backups",
            "examples/velero",
            "examples/backups",
            "examples/velero",
            "examples/infrastructure",
            "examples/incident",
            "examples/nodes",
            "examples/troubleshooting",
            "examples/runner",
            "examples/quota",
            "examples/freeze",
            "examples/gitops")
        .flatMap(folder -> Manifests.files(folder).stream());
  }

  @Test
  void aliceAsksForEveryExample() {
    TestNamespace shop = Cluster.namespace();
    shop.applyExample("shop");
    shop.applyExample("approval");
    shop.applyExample("jobs");
    awaitCounted(shop);

    List<Path> commands = Manifests.files("examples/commands");
    // The API server learns of Roles a moment after they were stored.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> shop.create(Cluster.as("alice"), Manifests.read(commands.getFirst())) != null);

    commands.stream()
        .skip(1)
        .forEach(file -> shop.create(Cluster.as("alice"), Manifests.read(file)));

    assertThat(
            Cluster.admin().resources(ChatCommand.class).inNamespace(shop.name()).list().getItems())
        .hasSameSizeAs(commands);
  }

  /// A quota that was stored before Kubernetes found the kinds that it names, up to 30 seconds
  /// after these, is counted with the next full look only, minutes later: it is stored anew.
  private static void awaitCounted(TestNamespace shop) {
    Awaitility.await("the quota is counted")
        .atMost(Duration.ofMinutes(2))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(5))
        .until(() -> {
          var quotas = Cluster.admin().resourceQuotas().inNamespace(shop.name());
          boolean counted =
              quotas.list().getItems().stream()
                  .anyMatch(quota ->
                      quota.getStatus().getUsed() != null
                          && quota
                              .getStatus()
                              .getUsed()
                              .keySet()
                              .containsAll(quota.getSpec().getHard().keySet()));
          if (!counted) {
            quotas.delete();
            shop.applyExample("quota");
          }
          return counted;
        });
  }

  private static List<String> namesIn(String folder) {
    return Manifests.files(folder).stream().map(f -> f.getFileName().toString()).toList();
  }
}
