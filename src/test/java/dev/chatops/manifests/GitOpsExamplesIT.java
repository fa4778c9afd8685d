package dev.chatops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples for Argo CD and Flux are taken by an API server that knows their kinds.
class GitOpsExamplesIT {

  /// Kinds of others, by group.
  private static final Map<String, String> KINDS =
      Map.of(
          "Application", "argoproj.io/v1alpha1",
          "GitRepository", "source.toolkit.fluxcd.io/v1",
          "Kustomization", "kustomize.toolkit.fluxcd.io/v1");

  @BeforeAll
  static void knowTheirKinds() {
    KINDS.forEach((kind, apiVersion) -> {
      var crd = Cluster.admin().resource(crd(kind, apiVersion));
      crd.serverSideApply();
      crd.waitUntilCondition(GitOpsExamplesIT::established, 30, TimeUnit.SECONDS);
    });
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

  private static boolean established(CustomResourceDefinition crd) {
    for (JsonNode condition : Manifests.tree(Serialization.asYaml(crd)).at("/status/conditions")) {
      if (condition.path("type").asText().equals("Established")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  static List<Path> files() {
    return Manifests.files("examples/gitops");
  }

  private static CustomResourceDefinition crd(String kind, String apiVersion) {
    String plural = kind.toLowerCase(Locale.ROOT).replaceFirst("y$", "ie") + "s";
    String group = apiVersion.substring(0, apiVersion.indexOf('/'));
    return Cluster.admin()
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: %1$s.%2$s}
            spec:
              group: %2$s
              scope: Namespaced
              names: {kind: %3$s, plural: %1$s}
              versions:
              - name: %4$s
                served: true
                storage: true
                schema:
                  openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """
                .formatted(plural, group, kind, apiVersion.substring(group.length() + 1)),
            CustomResourceDefinition.class);
  }
}
