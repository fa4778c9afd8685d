package dev.chatops.action.rollout;

import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatops.action.Observation;
import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutObserverTest {

  private static final String MARKED =
      """
      managedFields:
        - manager: chatops.dev-c0ffee
          time: '2026-01-31T12:00:00Z'
          fieldsV1: {'f:metadata': {'f:annotations': {'f:chatops.dev/last-command': {}}}}
      """;

  private static final String BEFORE = "lastUpdateTime: '2026-01-31T11:59:59Z'";
  private static final String AFTER = "lastUpdateTime: '2026-01-31T12:00:00Z'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 3, updatedReplicas: 3, availableReplicas: 3 | 3 of 3 replicas updated, 3 available",
        "replicas: 3, updatedReplicas: 4, availableReplicas: 3 | 4 of 3 replicas updated, 3 available",
      })
  void deploymentHasRolledOut(String status, String words) {
    assertThat(deployment("observedGeneration: 7, " + status))
        .isEqualTo(new Observation.Succeeded("deployment/web: " + words + "."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "observedGeneration: 6, replicas: 3, updatedReplicas: 3, availableReplicas: 3 | 0 | 1 | waiting"
            + " for the controller of deployment/web",
        "replicas: 3, updatedReplicas: 3, availableReplicas: 3 | 0 | 1 | waiting for the controller of"
            + " deployment/web",
        "observedGeneration: 7, replicas: 3, availableReplicas: 3 | 0 | 3 | 0 of 3 replicas updated, 3"
            + " available, 3 old still to end",
        "observedGeneration: 7, replicas: 4, updatedReplicas: 2, availableReplicas: 3 | 2 | 3 | 2 of 3"
            + " replicas updated, 3 available, 2 old still to end",
        "observedGeneration: 7, replicas: 4, updatedReplicas: 3, availableReplicas: 4 | 3 | 3 | 3 of 3"
            + " replicas updated, 4 available, 1 old still to end",
        "observedGeneration: 7, replicas: 3, updatedReplicas: 3, availableReplicas: 2 | 3 | 3 | 3 of 3"
            + " replicas updated, 2 available",
        "observedGeneration: 7, replicas: 5, updatedReplicas: 5, availableReplicas: 5 | 5 | 3 | 5 of 3"
            + " replicas updated, 5 available, 2 old still to end",
        "observedGeneration: 7 | 0 | 3 | 0 of 3 replicas updated, 0 available",
      })
  void deploymentStillRollsOut(String status, long done, long total, String words) {
    assertThat(deployment(status)).isEqualTo(inProgress(done, total, words));
  }

  @Test
  void deploymentThatMakesNoProgressHasFailed() {
    assertThat(deployment(halfWay("type: Progressing, reason: ProgressDeadlineExceeded, " + AFTER)))
        .isEqualTo(
            new Observation.Failed(
                Reason.ROLLOUT_FAILED,
                "deployment/web made no progress for 60 s: 1 of 3 replicas updated, 3 available, 2 old"
                    + " still to end."));
  }

  @Test
  void aConditionFromBeforeTheChangeIsNoEvidence() {
    assertThat(
            deployment(halfWay("type: Progressing, reason: ProgressDeadlineExceeded, " + BEFORE)))
        .isInstanceOf(Observation.InProgress.class);
    assertThat(
            deployment(
                halfWay(
                    "type: ReplicaFailure, status: 'True', message: pods are forbidden, "
                        + BEFORE)))
        .isInstanceOf(Observation.InProgress.class);
  }

  @Test
  void whatIsCompleteHasNotFailed() {
    assertThat(
            deployment(
                "observedGeneration: 7, replicas: 3, updatedReplicas: 3, availableReplicas: 3,"
                    + " conditions: [{type: Progressing, reason: ProgressDeadlineExceeded, "
                    + AFTER
                    + "}]"))
        .isInstanceOf(Observation.Succeeded.class);
  }

  @Test
  void podsThatAdmissionRefusesFailTheRollout() {
    assertThat(
            deployment(
                halfWay(
                    "type: ReplicaFailure, status: 'True', message: 'admission webhook \"p\" denied"
                        + " the request: no root', "
                        + AFTER)))
        .isEqualTo(
            new Observation.Failed(
                Reason.ROLLOUT_FAILED,
                "deployment/web cannot create pods: admission webhook \"p\" denied the request: no"
                    + " root"));
  }

  @Test
  void aQuotaThatOldPodsMakeRoomInIsWaitedFor() {
    String quota =
        "type: ReplicaFailure, status: 'True', message: 'exceeded quota: pods', " + AFTER;

    assertThat(deployment(halfWay(quota), "maxUnavailable: 1"))
        .isEqualTo(
            inProgress(
                1,
                3,
                "1 of 3 replicas updated, 3 available, 2 old still to end; waiting for room: exceeded"
                    + " quota: pods"));
    assertThat(deployment(halfWay(quota), "maxUnavailable: 0"))
        .isEqualTo(
            new Observation.Failed(
                Reason.ROLLOUT_FAILED, "deployment/web cannot create pods: exceeded quota: pods"));
    assertThat(deployment(halfWay(quota), "maxUnavailable: 25%"))
        .isInstanceOf(Observation.Failed.class);
    assertThat(deployment(halfWay(quota), "maxUnavailable: 34%"))
        .isInstanceOf(Observation.InProgress.class);
  }

  @Test
  void aPausedRolloutSaysSo() {
    assertThat(deployment(halfWay("type: Available"), "maxUnavailable: 1", "paused: true"))
        .isEqualTo(
            inProgress(
                1,
                3,
                "1 of 3 replicas updated, 3 available, 2 old still to end; the rollout is paused"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 3 | replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 | true |"
            + " 3 of 3 replicas updated, 3 available",
        "replicas: 3 | replicas: 3, updatedReplicas: 2, readyReplicas: 3, availableReplicas: 3 | false"
            + " | 2 of 3 replicas updated, 3 available",
        "replicas: 3 | replicas: 3, updatedReplicas: 3, readyReplicas: 2, availableReplicas: 3 | false"
            + " | 3 of 3 replicas updated, 2 available",
        "replicas: 3 | replicas: 4, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 | false"
            + " | 3 of 3 replicas updated, 3 available, 1 old still to end",
        "replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}} | replicas: 3, updatedReplicas:"
            + " 1, readyReplicas: 3, availableReplicas: 3 | true | 1 of 1 replicas updated, 3 available",
        "replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}} | replicas: 3, readyReplicas: 3,"
            + " availableReplicas: 3 | false | 0 of 1 replicas updated, 3 available",
        "replicas: 3, updateStrategy: {rollingUpdate: {partition: 5}} | replicas: 3, readyReplicas: 3,"
            + " availableReplicas: 3 | true | 0 of 0 replicas updated, 3 available",
        "replicas: 0 | {} | true | 0 of 0 replicas updated, 0 available",
      })
  void statefulSetIsJudgedByItsCountsAndItsPartition(
      String spec, String status, boolean complete, String words) {
    Observation seen =
        observe("StatefulSet", spec, "observedGeneration: 7, " + status.replace("{}", ""));

    assertThat(seen instanceof Observation.Succeeded).isEqualTo(complete);
    assertThat(seen.toString()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2 | true | 2 of 2 pods"
            + " updated, 2 available",
        "desiredNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2 | false | 1 of 2 pods"
            + " updated, 2 available",
        "desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1 | false | 2 of 2 pods"
            + " updated, 1 available",
        "desiredNumberScheduled: 0 | true | 0 of 0 pods updated, 0 available",
      })
  void daemonSetIsJudgedByTheNodesThatItIsMeantFor(String status, boolean complete, String words) {
    Observation seen = observe("DaemonSet", "x: y", "observedGeneration: 7, " + status);

    assertThat(seen instanceof Observation.Succeeded).isEqualTo(complete);
    assertThat(seen.toString()).contains(words);
  }

  @Test
  void noOtherKindRollsOut() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> observe("ReplicaSet", "replicas: 1", "observedGeneration: 7"))
        .withMessage("no rollouts: replicaset/web");
  }

  @Test
  void theFingerprintIsThatOfThePodTemplate() {
    var observer = new RolloutObserver();
    var web = workload("{kind: Deployment, spec: {replicas: 3, template: {spec: {a: 1, b: 2}}}}");
    var same = workload("{kind: Deployment, spec: {replicas: 9, template: {spec: {b: 2, a: 1}}}}");
    var other = workload("{kind: Deployment, spec: {replicas: 3, template: {spec: {a: 1, b: 3}}}}");

    assertThat(observer.fingerprint(web, null))
        .isEqualTo(observer.fingerprint(same, null))
        .isNotEqualTo(observer.fingerprint(other, null));
  }

  private static String halfWay(String condition) {
    return "observedGeneration: 7, replicas: 3, updatedReplicas: 1, availableReplicas: 3,"
        + " conditions: [{%s}]".formatted(condition);
  }

  private static Observation deployment(String status, String... fields) {
    String maxUnavailable = fields.length > 0 ? fields[0] : "maxUnavailable: 25%";
    String more = fields.length > 1 ? fields[1] : "minReadySeconds: 0";
    return observe(
        "Deployment",
        "replicas: 3, progressDeadlineSeconds: 60, strategy: {rollingUpdate: {%s}}, %s"
            .formatted(maxUnavailable, more),
        status);
  }

  private static Observation observe(String kind, String spec, String status) {
    return new RolloutObserver()
        .observe(
            workload(
                """
                apiVersion: apps/v1
                kind: %s
                metadata:
                  name: web
                  generation: 7
                  %s
                spec: {%s}
                status: {%s}
                """
                    .formatted(kind, MARKED.strip().replace("\n", "\n  "), spec, status)),
            null);
  }

  private static Observation inProgress(long done, long total, String message) {
    return new Observation.InProgress(new Progress(done, total, message));
  }
}
