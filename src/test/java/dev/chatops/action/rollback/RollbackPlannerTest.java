package dev.chatops.action.rollback;

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
import dev.chatops.api.v1alpha1.RollbackAction;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RollbackPlannerTest {

  private static final Workload WEB = deployment("[{name: web, image: 'acme/web:3'}]");

  private static final List<JsonNode> HISTORY =
      List.of(
          replicaSet(1, "[{name: web, image: 'acme/web:1'}]"),
          replicaSet(3, "[{name: web, image: 'acme/web:3'}]"),
          replicaSet(2, "[{name: web, image: 'acme/web:2'}]"),
          json(
              """
              metadata: {annotations: {deployment.kubernetes.io/revision: "9"}}
              spec: {template: {spec: {containers: [{name: web, image: 'other/app:9'}]}}}
              """));

  @Test
  void goesBackToTheRevisionBeforeTheCurrentOne() {
    Plan plan = planned(rollback(WEB, null, HISTORY));

    assertThat(plan.summary())
        .isEqualTo(
            "rollback of deployment/web to revision 2, image of web: acme/web:3 → 2; configuration"
                + " and data stay as they are");
    assertThat(plan.changes())
        .containsExactly(
            new PlannedChange("revision", "3", "2"),
            new PlannedChange("image of web", "acme/web:3", "acme/web:2"));
    assertThat(operations(plan.effect()))
        .containsExactly(
            "test /metadata/uid \"u-1\"",
            "test /metadata/generation 7",
            "test /metadata/annotations null",
            "add /metadata/annotations"
                + " {\"chatops.dev/last-command\":\"c0ffee00-0000-4000-8000-000000000001\"}",
            "add /spec/template {\"metadata\":{\"labels\":{\"app\":\"web\"}},"
                + "\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"acme/web:2\"}]}}");
  }

  @Test
  void goesBackToTheRevisionThatIsNamed() {
    Plan plan = planned(rollback(WEB, "1", HISTORY));

    assertThat(plan.changes())
        .containsExactly(
            new PlannedChange("revision", "3", "1"),
            new PlannedChange("image of web", "acme/web:3", "acme/web:1"));
  }

  @Test
  void tellsTheCurrentRevisionByItsTemplateNotByItsNumber() {
    Workload wentBack = deployment("[{name: web, image: 'acme/web:2'}]");

    assertThat(planned(rollback(wentBack, null, HISTORY)).changes().getFirst())
        .isEqualTo(new PlannedChange("revision", "2", "3"));
  }

  @Test
  void knowsNoCurrentRevisionWhereTheControllerHasNotNumberedItYet() {
    Workload edited = deployment("[{name: web, image: 'acme/web:4'}]");

    assertThat(planned(rollback(edited, null, HISTORY)).changes().getFirst())
        .isEqualTo(new PlannedChange("revision", null, "3"));
  }

  @Test
  void doesNothingWhereTheNamedRevisionIsTheCurrentOne() {
    assertThat(rollback(WEB, "3", HISTORY))
        .isEqualTo(
            new Planning.Unchanged("deployment/web has the pod template of revision 3 already."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | deployment/web has no revision 4; it has 3, 2, 1.",
        "9 | deployment/web has no revision 9; it has 3, 2, 1.",
        "03 | deployment/web has no revision 03; it has 3, 2, 1.",
      })
  void namesTheRevisionsThatThereAre(String revision, String message) {
    assertThat(rollback(WEB, revision, HISTORY))
        .isEqualTo(refused(Reason.TARGET_NOT_FOUND, message));
  }

  @Test
  void namesNoMoreThanTenRevisions() {
    List<JsonNode> many =
        IntStream.rangeClosed(1, 12)
            .mapToObj(i -> replicaSet(i, "[{name: web, image: 'acme/web:%d'}]".formatted(i)))
            .toList();

    assertThat(rollback(WEB, "99", many))
        .isEqualTo(
            refused(
                Reason.TARGET_NOT_FOUND,
                "deployment/web has no revision 99; it has 12, 11, 10, 9, 8, 7, 6, 5, 4, 3 and older"
                    + " ones."));
    assertThat(rollback(WEB, "99", List.of()))
        .isEqualTo(
            refused(Reason.TARGET_NOT_FOUND, "deployment/web has no revision 99; it has none."));
  }

  @Test
  void needsAnotherRevision() {
    Planning alone = rollback(WEB, null, HISTORY.subList(1, 2));

    assertThat(alone)
        .isEqualTo(
            refused(
                Reason.TARGET_UNSUITABLE,
                "deployment/web has no other revision to go back to: deploy the release that you"
                    + " want."));
  }

  @Test
  void refusesWhereNothingWouldRollOut() {
    Workload paused = new Workload(WEB.json().deepCopy());
    ((com.fasterxml.jackson.databind.node.ObjectNode) paused.spec()).put("paused", true);

    assertThat(rollback(paused, null, HISTORY))
        .isEqualTo(
            refused(
                Reason.TARGET_UNSUITABLE,
                "deployment/web is paused, so nothing would roll out: resume it first."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"StatefulSet", "DaemonSet"})
  void readsTheHistoryOfTheOtherKindsFromControllerRevisions(String kind) {
    Workload db = workload(yaml(kind, "[{name: db, image: 'acme/db:2'}]"));
    List<JsonNode> history =
        List.of(
            controllerRevision(1, "[{name: db, image: 'acme/db:1'}]"),
            controllerRevision(2, "[{name: db, image: 'acme/db:2'}]"));

    Plan plan = planned(rollback(db, null, history));

    assertThat(plan.changes())
        .containsExactly(
            new PlannedChange("revision", "2", "1"),
            new PlannedChange("image of db", "acme/db:2", "acme/db:1"));
    assertThat(operations(plan.effect()).getLast())
        .isEqualTo(
            "add /spec/template {\"metadata\":{\"labels\":{\"app\":\"web\"}},"
                + "\"spec\":{\"containers\":[{\"name\":\"db\",\"image\":\"acme/db:1\"}]}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{name: web, image: 'acme/web:3', args: [x]}] | images stay",
        "[{name: web, image: 'acme/web:2'}, {name: log, image: 'acme/log:1'}] | image of web:"
            + " acme/web:3 → 2 and 1 more",
        "[{name: web, image: 'acme/web:3'}, {name: log, image: 'acme/log:1'}] | adds container log",
        "[{name: site, image: 'acme/web:3'}] | removes container web and 1 more",
      })
  void showsWhatBecomesOfTheImages(String containers, String words) {
    List<JsonNode> history = List.of(HISTORY.get(1), replicaSet(2, containers));

    assertThat(planned(rollback(WEB, null, history)).summary())
        .isEqualTo(
            "rollback of deployment/web to revision 2, %s; configuration and data stay as they are"
                .formatted(words));
  }

  @Test
  void leavesATemplateToTheToolThatOwnsAPartOfIt() {
    Workload owned =
        workload(
            yaml("Deployment", "[{name: web, image: 'acme/web:3'}]")
                .replace(
                    "generation: 7",
                    "generation: 7, managedFields: [{manager: kustomize-controller, fieldsV1:"
                        + " {'f:spec': {'f:template': {'f:spec': {}}}}}]"));

    assertThat(rollback(owned, null, HISTORY))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Flux owns the pod template on deployment/web and would undo the change: change it in"
                    + " Git."));
  }

  private static Planning rollback(Workload target, String revision, List<JsonNode> revisions) {
    return new RollbackPlanner(new RollbackAction(new Target(null, target.kind(), "web"), revision))
        .plan(facts(target, revisions));
  }

  private static Workload deployment(String containers) {
    return workload(yaml("Deployment", containers));
  }

  private static String yaml(String kind, String containers) {
    return """
    apiVersion: apps/v1
    kind: %s
    metadata: {name: web, uid: u-1, generation: 7}
    spec: {template: {metadata: {labels: {app: web}, creationTimestamp: null}, spec: {containers: %s}}}
    """
        .formatted(kind, containers);
  }

  private static JsonNode replicaSet(int revision, String containers) {
    return json(
        """
        metadata:
          uid: rs-%1$d
          annotations: {deployment.kubernetes.io/revision: "%1$d"}
          ownerReferences: [{kind: Deployment, name: web, uid: u-1, controller: true}]
        spec:
          template:
            metadata: {labels: {app: web, pod-template-hash: 5d4c}}
            spec: {containers: %2$s}
        """
            .formatted(revision, containers));
  }

  private static JsonNode controllerRevision(int revision, String containers) {
    return json(
        """
        metadata:
          ownerReferences: [{name: web, uid: u-1, controller: true}]
        revision: %d
        data:
          spec:
            template:
              $patch: replace
              metadata: {labels: {app: web}}
              spec: {containers: %s}
        """
            .formatted(revision, containers));
  }
}
