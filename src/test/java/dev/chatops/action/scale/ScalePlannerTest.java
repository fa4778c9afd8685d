package dev.chatops.action.scale;

import static dev.chatops.action.Given.facts;
import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.operations;
import static dev.chatops.action.Given.planned;
import static dev.chatops.action.Given.refused;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.ScaleAction;
import dev.chatops.api.v1alpha1.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalePlannerTest {

  static final Workload WEB =
      workload(
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: web, uid: u-1, resourceVersion: "41"}
          """);

  static final JsonNode FOUR =
      json("{metadata: {name: web, uid: u-1, resourceVersion: \"42\"}, spec: {replicas: 4}}");

  private static final JsonNode NONE =
      json("{metadata: {name: web, uid: u-1, resourceVersion: \"42\"}, spec: {}}");

  @ParameterizedTest
  @CsvSource({"6, 6", "+2, 6", "-1, 3", "-4, 0", "0, 0"})
  void resolvesEveryQuantityToAnAbsoluteNumber(String replicas, int to) {
    Plan plan = planned(scale(FOUR, replicas));

    assertThat(plan.summary()).isEqualTo("replicas: 4 → %d on deployment/web".formatted(to));
    assertThat(plan.changes())
        .containsExactly(new PlannedChange("replicas", "4", Integer.toString(to)));
    assertThat(plan.wanted()).isEqualTo("replicas=" + to);
    assertThat(plan.effect().onScale()).isTrue();
    assertThat(operations(plan.effect()))
        .containsExactly(
            "test /metadata/uid \"u-1\"",
            "test /metadata/resourceVersion \"42\"",
            "test /spec/replicas 4",
            "add /spec/replicas " + to);
  }

  @Test
  void anAbsentNumberIsZero() {
    Plan plan = planned(scale(NONE, "+2"));

    assertThat(plan.summary()).isEqualTo("replicas: 0 → 2 on deployment/web");
    assertThat(operations(plan.effect())).contains("test /spec/replicas null");
  }

  @ParameterizedTest
  @CsvSource({"4", "+0", "-0", "04"})
  void doesNothingWhereTheNumberIsThereAlready(String replicas) {
    assertThat(scale(FOUR, replicas))
        .isEqualTo(new Planning.Unchanged("deployment/web has 4 replicas already."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " 1 | 10 | 0    | deployment/web would have 0 replicas; this command permits 1 to 10.",
        " 1 | 10 | 11   | deployment/web would have 11 replicas; this command permits 1 to 10.",
        " 1 | 10 | +7   | deployment/web would have 11 replicas; this command permits 1 to 10.",
        " 1 | 10 | -4   | deployment/web would have 0 replicas; this command permits 1 to 10.",
        "   |    | -5   | deployment/web would have -1 replicas; this command permits 0 to 100000.",
        "   |    | 999999999 | deployment/web would have 999999999 replicas; this command permits 0"
            + " to 100000.",
        " 5 |    | 4    | deployment/web would have 4 replicas; this command permits 5 to 100000.",
      })
  void staysWithinTheBoundsOfTheDefinition(
      Integer min, Integer max, String replicas, String message) {
    var planner = planner(replicas, min, max);

    assertThat(planner.plan(facts(WEB, FOUR)))
        .isEqualTo(refused(Reason.INVALID_ARGUMENTS, message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "1e3", "1.5", "++1", "5 ", "1000000000", "٣"})
  void demandsANumber(String replicas) {
    assertThat(scale(FOUR, replicas))
        .isEqualTo(
            refused(
                Reason.INVALID_ARGUMENTS,
                replicas.strip() + " is not a number of replicas: write 5, +2 or -2."));
  }

  @Test
  void leavesTheNumberToAnAutoscaler() {
    assertThat(planner("6", null, null).plan(facts(WEB, FOUR, "HorizontalPodAutoscaler web")))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_AUTOSCALER,
                "The replicas of deployment/web are set by HorizontalPodAutoscaler web: change the"
                    + " minimum or maximum there."));
  }

  @Test
  void namesEveryAutoscalerEvenWhenTheNumberIsThereAlready() {
    assertThat(
            planner("4", null, null)
                .plan(facts(WEB, FOUR, "HorizontalPodAutoscaler web", "ScaledObject web")))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_AUTOSCALER,
                "The replicas of deployment/web are set by HorizontalPodAutoscaler web, ScaledObject"
                    + " web: change the minimum or maximum there."));
  }

  @Test
  void refusesAKindWithoutAScale() {
    assertThat(planner("6", null, null).plan(facts(WEB)))
        .isEqualTo(
            refused(
                Reason.TARGET_UNSUITABLE,
                "deployment/web cannot be scaled: its kind has no scale."));
  }

  @Test
  void leavesTheNumberToGit() {
    Workload owned =
        workload(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              managedFields:
              - {manager: argocd-controller, fieldsV1: {'f:spec': {'f:replicas': {}}}}
            """);

    assertThat(planner("6", null, null).plan(facts(owned, FOUR)))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Argo CD owns the replicas on deployment/web and would undo the change: change it in"
                    + " Git."));
  }

  @Test
  void leavesAReplicaSetToTheDeploymentThatControlsIt() {
    Workload owned =
        workload(
            """
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: web-5d4c
              ownerReferences:
              - {apiVersion: apps/v1, kind: Deployment, name: web, uid: u-9, controller: true}
            """);

    assertThat(planner("6", null, null).plan(facts(owned, FOUR)))
        .isEqualTo(
            refused(
                Reason.TARGET_UNSUITABLE,
                "deployment/web sets the replicas of replicaset/web-5d4c and would undo the change:"
                    + " scale deployment/web instead."));
  }

  @Test
  void scalesADeploymentThatIsPartOfSomethingElse() {
    Workload owned =
        workload(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              ownerReferences:
              - {apiVersion: shop.example/v1, kind: Shop, name: shop, uid: u-9, controller: true}
            """);

    assertThat(planned(planner("6", null, null).plan(facts(owned, FOUR))).wanted())
        .isEqualTo("replicas=6");
  }

  private static Planning scale(JsonNode scale, String replicas) {
    return planner(replicas, null, null).plan(facts(WEB, scale));
  }

  static ScalePlanner planner(String replicas, Integer min, Integer max) {
    return new ScalePlanner(
        new ScaleAction(new Target(null, "Deployment", "web"), replicas, min, max));
  }
}
