package dev.chatops.action.restart;

import static dev.chatops.action.Given.facts;
import static dev.chatops.action.Given.operations;
import static dev.chatops.action.Given.planned;
import static dev.chatops.action.Given.refused;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.RestartAction;
import dev.chatops.api.v1alpha1.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartPlannerTest {

  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, uid: u-1, generation: 7}
      spec: {replicas: 3, template: {metadata: {labels: {app: web}}}}
      status: {desiredNumberScheduled: 5}
      """;

  @Test
  void setsWhatKubectlSetsToTheTimeOfTheStart() {
    Plan plan = planned(restart(workload(WEB)));

    assertThat(plan.summary()).isEqualTo("restart of deployment/web: replaces 3 pods");
    assertThat(plan.changes())
        .containsExactly(
            new PlannedChange("kubectl.kubernetes.io/restartedAt", null, "the time it starts"));
    assertThat(operations(plan.effect()))
        .containsExactly(
            "test /metadata/uid \"u-1\"",
            "test /metadata/generation 7",
            "test /metadata/annotations null",
            "add /metadata/annotations"
                + " {\"chatops.dev/last-command\":\"c0ffee00-0000-4000-8000-000000000001\"}",
            "test /spec/template/metadata/annotations null",
            "add /spec/template/metadata/annotations"
                + " {\"kubectl.kubernetes.io/restartedAt\":\"2026-01-31T12:34:56Z\"}");
  }

  @Test
  void keepsTheOtherAnnotationsOfThePods() {
    Workload target =
        workload(
            WEB.replace(
                "labels: {app: web}",
                "annotations: {kubectl.kubernetes.io/restartedAt: '2025-01-01T00:00:00Z'}"));

    Plan plan = planned(restart(target));

    assertThat(plan.changes().getFirst().from()).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(operations(plan.effect()))
        .endsWith(
            "test /spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt"
                + " \"2025-01-01T00:00:00Z\"",
            "add /spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt"
                + " \"2026-01-31T12:34:56Z\"");
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, 'replicas: 3', 3 pods",
    "Deployment, 'replicas: 1', 1 pod",
    "Deployment, 'replicas: 0', 0 pods",
    "StatefulSet, 'minReadySeconds: 0', 1 pod",
    "DaemonSet, 'minReadySeconds: 0', 5 pods",
  })
  void saysHowManyPodsItReplaces(String kind, String spec, String pods) {
    Workload target = workload(WEB.replace("Deployment", kind).replace("replicas: 3", spec));

    assertThat(planned(restart(target)).summary()).endsWith("replaces " + pods);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paused: true | daemonset/web is paused, so nothing would roll out: resume it first.",
        "updateStrategy: {type: OnDelete} | daemonset/web has the update strategy OnDelete, so nothing"
            + " would roll out: change it to RollingUpdate first.",
      })
  void refusesWhereNothingWouldRollOut(String spec, String message) {
    Workload target = workload(WEB.replace("Deployment", "DaemonSet").replace("replicas: 3", spec));

    assertThat(restart(target)).isEqualTo(refused(Reason.TARGET_UNSUITABLE, message));
  }

  @Test
  void leavesTheAnnotationToTheToolThatOwnsIt() {
    Workload target =
        workload(
            WEB.replace(
                "generation: 7",
                "annotations: {argocd.argoproj.io/tracking-id: 'shop:apps/Deployment:shop/web'}"));

    assertThat(restart(target))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Argo CD application shop owns the annotation kubectl.kubernetes.io/restartedAt on"
                    + " deployment/web and would undo the change: change it in Git."));
  }

  private static Planning restart(Workload target) {
    return new RestartPlanner(new RestartAction(new Target(null, target.kind(), "web")))
        .plan(facts(target));
  }
}
