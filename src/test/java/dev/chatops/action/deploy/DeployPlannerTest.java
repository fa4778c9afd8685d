package dev.chatops.action.deploy;

import static dev.chatops.action.Given.facts;
import static dev.chatops.action.Given.operations;
import static dev.chatops.action.Given.planned;
import static dev.chatops.action.Given.refused;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.DeployAction;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployPlannerTest {

  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, uid: u-1, generation: 7, annotations: {chatops.dev/last-command: before}}
      spec:
        paused: false
        template:
          spec:
            initContainers:
            - {name: migrate, image: 'ghcr.io/acme/migrate:1'}
            containers:
            - {name: proxy, image: 'ghcr.io/acme/proxy:3'}
            - {name: web, image: 'ghcr.io/acme/web:1.4.1'}
      """;

  @Test
  void setsTheImageOfTheNamedContainerAndOfNoOther() {
    Plan plan = planned(deploy(workload(WEB), "web", "ghcr.io/acme/web:1.4.2"));

    assertThat(plan.summary())
        .isEqualTo("image of web: ghcr.io/acme/web:1.4.1 → 1.4.2 on deployment/web");
    assertThat(plan.target()).isEqualTo(new TargetRef("apps/v1", "Deployment", "web", "u-1"));
    assertThat(plan.changes())
        .containsExactly(
            new PlannedChange("image of web", "ghcr.io/acme/web:1.4.1", "ghcr.io/acme/web:1.4.2"));
    assertThat(plan.wanted()).isEqualTo("image of web=ghcr.io/acme/web:1.4.2");
    assertThat(plan.effect().onScale()).isFalse();
    assertThat(operations(plan.effect()))
        .containsExactly(
            "test /metadata/uid \"u-1\"",
            "test /metadata/generation 7",
            "test /metadata/annotations/chatops.dev~1last-command \"before\"",
            "add /metadata/annotations/chatops.dev~1last-command"
                + " \"c0ffee00-0000-4000-8000-000000000001\"",
            "test /spec/template/spec/containers/1/name \"web\"",
            "test /spec/template/spec/containers/1/image \"ghcr.io/acme/web:1.4.1\"",
            "add /spec/template/spec/containers/1/image \"ghcr.io/acme/web:1.4.2\"");
  }

  @Test
  void setsTheImageOfAnInitContainerByItsName() {
    Plan plan = planned(deploy(workload(WEB), "migrate", "ghcr.io/acme/migrate:2"));

    assertThat(operations(plan.effect()))
        .contains("add /spec/template/spec/initContainers/0/image \"ghcr.io/acme/migrate:2\"");
  }

  @Test
  void showsTheWholeImageWhenTheRepositoryChanges() {
    Plan plan = planned(deploy(workload(WEB), "web", "ghcr.io/other/web:1.4.1"));

    assertThat(plan.summary())
        .isEqualTo(
            "image of web: ghcr.io/acme/web:1.4.1 → ghcr.io/other/web:1.4.1 on deployment/web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"StatefulSet", "DaemonSet"})
  void deploysEveryKindThatRollsOut(String kind) {
    Workload target = workload(WEB.replace("Deployment", kind));

    assertThat(planned(deploy(target, "web", "ghcr.io/acme/web:2")).target().kind())
        .isEqualTo(kind);
  }

  @Test
  void doesNothingWhenTheImageIsThereAlready() {
    assertThat(deploy(workload(WEB), "web", "ghcr.io/acme/web:1.4.1"))
        .isEqualTo(
            new Planning.Unchanged("deployment/web has the image ghcr.io/acme/web:1.4.1 already."));
  }

  @Test
  void neverAddsAContainer() {
    assertThat(deploy(workload(WEB), "wep", "ghcr.io/acme/web:2"))
        .isEqualTo(
            refused(
                Reason.TARGET_NOT_FOUND,
                "deployment/web has no container wep; it has migrate, proxy, web. Name one of them"
                    + " in spec.action.deploy.container of the AllowedCommand."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ghcr.io/acme/web        | ghcr.io/acme/web",
        "ghcr.io/acme/web:latest | ghcr.io/acme/web:latest",
        "localhost:5000/web      | localhost:5000/web",
      })
  void demandsAReleaseThatCanBeToldFromOthers(String image, String shown) {
    assertThat(deploy(workload(WEB), "web", image))
        .isEqualTo(
            refused(
                Reason.INVALID_ARGUMENTS,
                shown + " does not say which release: name a tag other than latest, or a digest."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ghcr.io/acme/web:1.4.2 ; rm -rf | ghcr.io/acme/web:1.4.2 ; rm -rf",
        "../web:1 | ../web:1",
        "ghcr.io/Acme/web:1 | ghcr.io/Acme/web:1",
        "web:1@sha256:beef | web:1@sha256:beef",
      })
  void demandsTheNameOfAnImage(String image, String shown) {
    assertThat(deploy(workload(WEB), "web", image))
        .isEqualTo(
            refused(
                Reason.INVALID_ARGUMENTS,
                shown + " is not the name of an image, such as ghcr.io/acme/web:1.4.2."));
  }

  @Test
  void aDigestIsARelease() {
    String digest = "sha256:" + "a1".repeat(32);

    Plan plan = planned(deploy(workload(WEB), "web", "ghcr.io/acme/web@" + digest));

    assertThat(plan.summary()).contains("ghcr.io/acme/web:1.4.1 → @sha256:a1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paused: false | paused: true | deployment/web is paused, so nothing would roll out: resume it"
            + " first.",
        "paused: false | updateStrategy: {type: OnDelete} | deployment/web has the update strategy"
            + " OnDelete, so nothing would roll out: change it to RollingUpdate first.",
        "uid: u-1 | deletionTimestamp: '2026-01-31T12:00:00Z' | deployment/web is being deleted,"
            + " so nothing would roll out: create it anew first.",
        "kind: Deployment | kind: ReplicaSet | replicaset/web has no rollouts: use a Deployment,"
            + " StatefulSet or DaemonSet of apps/v1.",
        "apiVersion: apps/v1 | apiVersion: apps.openshift.io/v1 | deployment/web has no rollouts: use"
            + " a Deployment, StatefulSet or DaemonSet of apps/v1.",
      })
  void refusesWhereNothingWouldRollOut(String usual, String instead, String message) {
    assertThat(deploy(workload(WEB.replace(usual, instead)), "web", "ghcr.io/acme/web:2"))
        .isEqualTo(refused(Reason.TARGET_UNSUITABLE, message));
  }

  @Test
  void leavesAnImageToTheToolThatOwnsItInGit() {
    Workload target =
        workload(
            WEB.replace("uid: u-1", "uid: u-1, labels: {kustomize.toolkit.fluxcd.io/name: shop}"));

    assertThat(deploy(target, "web", "ghcr.io/acme/web:2"))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Flux Kustomization shop owns the image of web on deployment/web and would undo the"
                    + " change: change it in Git."));
  }

  @Test
  void saysThatNothingIsToBeDoneBeforeItNamesAnOwner() {
    Workload target =
        workload(
            WEB.replace("uid: u-1", "uid: u-1, labels: {kustomize.toolkit.fluxcd.io/name: shop}"));

    assertThat(deploy(target, "web", "ghcr.io/acme/web:1.4.1"))
        .isInstanceOf(Planning.Unchanged.class);
  }

  private static Planning deploy(Workload target, String container, String image) {
    return new DeployPlanner(
            new DeployAction(new Target(null, target.kind(), target.name()), container, image))
        .plan(facts(target));
  }
}
