package dev.chatops.action.scale;

import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Observation;
import dev.chatops.api.v1alpha1.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleObserverTest {

  private static final JsonNode FOUR = json("{spec: {replicas: 4}, status: {replicas: 4}}");

  private final ScaleObserver observer = new ScaleObserver();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "observedGeneration: 7, replicas: 4, readyReplicas: 4 | 4 | true  | 4 of 4 replicas ready",
        "observedGeneration: 6, replicas: 4, readyReplicas: 4 | 4 | false | 4 of 4 replicas ready",
        "replicas: 4, readyReplicas: 4                        | 4 | false | 4 of 4 replicas ready",
        "observedGeneration: 7, replicas: 4, readyReplicas: 3 | 3 | false | 3 of 4 replicas ready",
        "observedGeneration: 7, replicas: 2, readyReplicas: 2 | 2 | false | 2 of 4 replicas ready",
        "observedGeneration: 7, replicas: 4                   | 0 | false | 0 of 4 replicas ready",
        "observedGeneration: 7, replicas: 6, readyReplicas: 6 | 4 | false | 4 of 4 replicas ready, 2"
            + " still to end",
        "observedGeneration: 7, replicas: 5, readyReplicas: 4 | 4 | false | 4 of 4 replicas ready, 1"
            + " still to end",
        "observedGeneration: 7                                | 0 | false | 0 of 4 replicas ready",
      })
  void waitsUntilThereAreAsManyReadyReplicasAsAskedFor(
      String status, long done, boolean succeeded, String message) {
    Observation seen = observe(status);

    assertThat(seen)
        .isEqualTo(
            succeeded
                ? new Observation.Succeeded(message)
                : new Observation.InProgress(new Progress(done, 4L, message)));
  }

  @Test
  void zeroReplicasAreThereWhenNoneIsLeft() {
    JsonNode none = json("{spec: {}}");

    assertThat(observer.observe(apps("observedGeneration: 7"), none))
        .isEqualTo(new Observation.Succeeded("0 of 0 replicas ready"));
    assertThat(observer.observe(apps("observedGeneration: 7, replicas: 2"), none))
        .isEqualTo(
            new Observation.InProgress(
                new Progress(0, 0, "0 of 0 replicas ready, 2 still to end")));
  }

  @Test
  void saysWhyNoMoreCanBeCreated() {
    assertThat(
            observe(
                """
                observedGeneration: 7, replicas: 3, readyReplicas: 3, conditions:
                [{type: ReplicaFailure, status: "True", message: "pods is forbidden: exceeded quota"}]
                """))
        .isEqualTo(
            new Observation.InProgress(
                new Progress(
                    3,
                    4,
                    "3 of 4 replicas ready; no more can be created: pods is forbidden: exceeded"
                        + " quota")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{spec: {replicas: 4}, status: {replicas: 4}} | true  | 4 of 4 replicas there",
        "{spec: {replicas: 4}, status: {replicas: 3}} | false | 3 of 4 replicas there",
        "{spec: {replicas: 4}, status: {replicas: 9}} | false | 9 of 4 replicas there",
        "{spec: {replicas: 4}}                        | false | 0 of 4 replicas there",
        "{spec: {}, status: {}}                       | false | 0 of 0 replicas there",
        "{spec: {}, status: {replicas: 0}}            | true  | 0 of 0 replicas there",
      })
  void judgesOtherKindsByTheirScaleAlone(String scale, boolean succeeded, String message) {
    Observation seen =
        observer.observe(
            workload("{apiVersion: shop.example/v1, kind: Cache, metadata: {name: c}}"),
            json(scale));

    assertThat(seen instanceof Observation.Succeeded).isEqualTo(succeeded);
    assertThat(seen.toString()).contains(message);
  }

  @Test
  void theFingerprintIsTheNumberAlone() {
    assertThat(observer.fingerprint(apps("replicas: 1"), FOUR)).isEqualTo("replicas=4");
    assertThat(observer.fingerprint(apps("replicas: 1"), json("{spec: {}}")))
        .isEqualTo("replicas=0");
    assertThat(observer.fingerprint(apps("replicas: 9"), null)).isEqualTo("replicas=1");
  }

  private Observation observe(String status) {
    return observer.observe(apps(status), FOUR);
  }

  private static dev.chatops.action.Workload apps(String status) {
    return workload(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, generation: 7}
        spec: {}
        status: {%s}
        """
            .formatted(status));
  }
}
