package dev.chatops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.GitOpsKinds;
import dev.chatops.testing.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples for Argo CD and Flux are taken by an API server that knows their kinds.
class GitOpsExamplesIT {

  @BeforeAll
  static void knowTheirKinds() {
    GitOpsKinds.install();
    for (String namespace : List.of("argocd", "flux-system")) {
      Cluster.admin()
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
          .serverSideApply();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isTakenAsItIsWritten(Path file) {
    GenericKubernetesResource example = Manifests.parse(Manifests.read(file));

    GenericKubernetesResource stored = Cluster.admin().resource(example).serverSideApply();

    assertThat(stored.<Object>get("spec")).isEqualTo(example.get("spec"));
    assertThat(stored.<Object>get("data")).isEqualTo(example.get("data"));
  }

  static List<Path> files() {
    return Manifests.files("examples/gitops");
  }
}
