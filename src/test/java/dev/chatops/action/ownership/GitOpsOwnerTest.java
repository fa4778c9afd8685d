package dev.chatops.action.ownership;

import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.planned;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Effect;
import dev.chatops.action.Facts;
import dev.chatops.action.Given;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.GitOpsOverride;
import dev.chatops.api.v1alpha1.Reason;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
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

  @Test
  void aPlanIsRefusedOrMadeInSpiteOfTheOwnerAsTheDefinitionWants() {
    Workload target =
        with(
            """
            labels: {kustomize.toolkit.fluxcd.io/name: shop}
            managedFields:
            - {manager: kustomize-controller, fieldsV1: {'f:spec': {'f:replicas': {}, 'f:x': {}}}}
            """);

    assertThat(judged(target, false))
        .isEqualTo(
            new Planning.Refused(
                Reason.OWNED_BY_GITOPS,
                "Flux Kustomization shop owns the replicas on deployment/web and would undo the"
                    + " change: change it in Git."));
    Plan plan = planned(judged(target, true));
    assertThat(plan.caution())
        .isEqualTo(
            "Flux Kustomization shop owns the replicas and will probably undo this, unless it is"
                + " suspended or Git is changed.");
    assertThat(plan.override())
        .isEqualTo(
            new GitOpsOverride(
                "Flux Kustomization shop", "kustomize-controller", List.of("f:spec/f:replicas")));
  }

  @Test
  void nothingSpeaksAgainstAPlanThatNobodyOwns() {
    Plan plan = planned(judged(with("labels: {app: web}"), true));

    assertThat(plan.caution()).isNull();
    assertThat(plan.override()).isNull();
  }

  @Test
  void whatACommandTookIsStillItsOwners() {
    String taken =
        """
        labels: {kustomize.toolkit.fluxcd.io/name: shop}
        managedFields:
        - {manager: kustomize-controller, fieldsV1: {'f:spec': {'f:x': {}}}}
        - {manager: chatops.dev-c0ffee%s, fieldsV1: {'f:spec': {'f:replicas': {}}}}
        """;
    FieldPath replicas = FieldPath.of("spec", "replicas");

    assertThat(GitOpsOwner.of(with(taken.formatted("-override")), replicas))
        .contains("Flux Kustomization shop");
    assertThat(GitOpsOwner.of(with(taken.formatted("")), replicas)).isEmpty();
    assertThat(planned(judged(with(taken.formatted("-override")), true)).override().fields())
        .containsExactly("f:spec/f:replicas");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'f:spec': {'f:replicas': {}}} | f:spec/f:replicas",
        "{'f:spec': {}} | f:spec",
        "{'f:spec': {'f:replicas': {'.': {}, 'f:x~y/z': {}, 'f:b': {}}}} |"
            + " f:spec/f:replicas/f:x~0y~1z f:spec/f:replicas/f:b",
        "{'f:spec': {'f:replicas': {'.': {}}}} | f:spec/f:replicas",
        "{'f:spec': {'f:paused': {}}} | ''",
      })
  void thePartsThatAreOwnedAreKnown(String fieldsV1, String parts) {
    assertThat(
            FieldPath.of("spec", "replicas")
                .ownedParts(json(fieldsV1))
                .map(FieldPath::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(parts);
    assertThat(parts.split(" ")).allMatch(part -> FieldPath.parse(part).toString().equals(part));
  }

  private static Planning judged(Workload target, boolean overrides) {
    var facts =
        new Facts(
            new Facts.Order(
                Given.COMMAND_UID, Duration.ofMinutes(15), Duration.ofDays(14), overrides),
            Given.STARTED_AT,
            target,
            null,
            List.of(),
            List.of());
    return GitOpsOwner.judge(
        facts,
        new Plan(target.ref(), "summary", List.of(), "wanted", new Effect.Nothing()),
        new Touched(FieldPath.of("spec", "replicas"), "the replicas"));
  }

  private static Workload with(String metadata) {
    String lines = metadata.strip().replace("\n", "\n  ");
    return workload("kind: Deployment\nmetadata:\n  name: web\n  " + lines + "\n");
  }
}
