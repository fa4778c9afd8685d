package dev.chatops.action.ownership;

import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitOpsOwnerTest {

  private static final FieldPath IMAGE =
      FieldPath.of("spec", "template", "spec", "containers").item("web").field("image");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labels: {kustomize.toolkit.fluxcd.io/name: shop, kustomize.toolkit.fluxcd.io/namespace:"
            + " flux-system} | Flux Kustomization flux-system/shop",
        "labels: {kustomize.toolkit.fluxcd.io/name: shop} | Flux Kustomization shop",
        "labels: {helm.toolkit.fluxcd.io/name: web, helm.toolkit.fluxcd.io/namespace: shop} | Flux"
            + " HelmRelease shop/web",
        "annotations: {argocd.argoproj.io/tracking-id: 'shop:apps/Deployment:shop/web'} | Argo CD"
            + " application shop",
        "annotations: {argocd.argoproj.io/tracking-id: shop} | Argo CD application shop",
      })
  void aToolThatOnlyLeftItsMarkOwnsEverything(String metadata, String owner) {
    assertThat(GitOpsOwner.of(with(metadata), IMAGE)).contains(owner);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labels: {app.kubernetes.io/managed-by: Helm}",
        "labels: {kustomize.toolkit.fluxcd.io/name: ''}",
        "labels: {kustomize.toolkit.fluxcd.io/namespace: flux-system}",
        "annotations: {argocd.argoproj.io/tracking-id: ' '}",
        "annotations: {argocd.argoproj.io/sync-wave: '1'}",
        "managedFields: [{manager: kubectl, fieldsV1: {'f:spec': {}}}]",
      })
  void anybodyElseDoesNot(String metadata) {
    assertThat(GitOpsOwner.of(with(metadata), IMAGE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "argocd-controller, Argo CD",
    "kustomize-controller, Flux",
    "helm-controller, Flux",
  })
  void aToolIsKnownByItsFieldManagerToo(String manager, String owner) {
    Workload target =
        with(
            """
            managedFields:
            - manager: %s
              fieldsV1: {'f:spec': {'f:template': {'f:spec': {'f:containers':
                {'k:{"name":"web"}': {'.': {}, 'f:image': {}}}}}}}
            """
                .formatted(manager));

    assertThat(GitOpsOwner.of(target, IMAGE)).contains(owner);
  }

  @Test
  void aToolWhoseFieldManagerIsThereOwnsOnlyWhatItDeclares() {
    Workload target =
        with(
            """
            labels: {kustomize.toolkit.fluxcd.io/name: shop}
            managedFields:
            - manager: kustomize-controller
              fieldsV1: {'f:spec': {'f:replicas': {}}}
            """);

    assertThat(GitOpsOwner.of(target, IMAGE)).isEmpty();
    assertThat(GitOpsOwner.of(target, FieldPath.of("spec", "replicas")))
        .contains("Flux Kustomization shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'f:spec': {'f:replicas': {}}} | true",
        "{'f:spec': {}} | true",
        "{'f:spec': {'f:replicas': {'f:x': {}}}} | true",
        "{'f:spec': {'f:paused': {}}} | false",
        "{'f:metadata': {}} | false",
        "{} | false",
      })
  void aFieldIsOwnedWithAPartOfItOrAWholeParent(String fieldsV1, boolean owned) {
    assertThat(FieldPath.of("spec", "replicas").ownedIn(json(fieldsV1))).isEqualTo(owned);
  }

  @Test
  void anItemOfAListIsFoundByItsNameOnly() {
    FieldPath item = FieldPath.of("spec", "containers").item("we\"b").field("image");

    assertThat(item.steps())
        .containsExactly("f:spec", "f:containers", "k:{\"name\":\"we\\\"b\"}", "f:image");
    assertThat(
            IMAGE.ownedIn(
                json(
                    """
                    'f:spec': {'f:template': {'f:spec': {'f:containers':
                      {'k:{"name":"log"}': {'f:image': {}}}}}}
                    """)))
        .isFalse();
  }

  private static Workload with(String metadata) {
    String lines = metadata.strip().replace("\n", "\n  ");
    return workload("kind: Deployment\nmetadata:\n  " + lines + "\n");
  }
}
