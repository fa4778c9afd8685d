package dev.chatops.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Kinds of Argo CD and Flux, without a schema: group, version, scope and subresources are those of
/// the real ones, and of what their controllers do the tests play their part.
public final class GitOpsKinds {

  private record Kind(String group, String version, String name, String plural, String more) {}

  /// An Application has no status subresource.
  private static final List<Kind> KINDS =
      List.of(
          new Kind("argoproj.io", "v1alpha1", "Application", "applications", "{}"),
          new Kind(
              "source.toolkit.fluxcd.io", "v1", "GitRepository", "gitrepositories", "{status: {}}"),
          new Kind(
              "kustomize.toolkit.fluxcd.io",
              "v1",
              "Kustomization",
              "kustomizations",
              "{status: {}}"));

  private GitOpsKinds() {}

  /// They are served when this returns.
  public static void install() {
    for (Kind kind : KINDS) {
      var crd = Cluster.admin().resource(crd(kind));
      crd.serverSideApply();
      crd.waitUntilCondition(GitOpsKinds::established, 30, TimeUnit.SECONDS);
    }
  }

  private static boolean established(CustomResourceDefinition crd) {
    for (JsonNode condition : Manifests.tree(Serialization.asYaml(crd)).at("/status/conditions")) {
      if (condition.path("type").asText().equals("Established")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  private static CustomResourceDefinition crd(Kind kind) {
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
                subresources: %5$s
                schema:
                  openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """
                .formatted(kind.plural(), kind.group(), kind.name(), kind.version(), kind.more()),
            CustomResourceDefinition.class);
  }
}
