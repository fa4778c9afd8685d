package dev.chatops.action;

import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "generation: 7 | observedGeneration: 7 | true",
        "generation: 7 | observedGeneration: 8 | true",
        "generation: 7 | observedGeneration: 6 | false",
        "generation: 7 | x: y | false",
        "x: y | observedGeneration: 7 | false",
      })
  void isObservedOnceTheControllerSaysSo(String metadata, String status, boolean observed) {
    assertThat(workload("{metadata: {%s}, status: {%s}}".formatted(metadata, status)).isObserved())
        .isEqualTo(observed);
  }

  @Test
  void namesWhoChangedItLastStatusApart() {
    Workload web =
        workload(
            """
            metadata:
              managedFields:
              - {manager: kubectl, time: '2026-01-31T12:00:01Z'}
              - {manager: older, time: '2026-01-31T12:00:00Z'}
              - {manager: controller, time: '2026-01-31T12:00:09Z', subresource: status}
            """);
    Workload scaled =
        workload(
            """
            metadata:
              managedFields:
              - {manager: kubectl, time: '2026-01-31T12:00:01Z'}
              - {manager: autoscaler, time: '2026-01-31T12:00:01Z', subresource: scale}
            """);

    assertThat(web.lastManager()).isEqualTo("kubectl");
    assertThat(scaled.lastManager()).isEqualTo("autoscaler");
    assertThat(workload("{metadata: {name: web}}").lastManager()).isEmpty();
  }

  @Test
  void namesWhatControlsIt() {
    assertThat(
            workload(
                    """
                    metadata:
                      ownerReferences:
                      - {kind: ConfigMap, name: c}
                      - {kind: Deployment, name: web, controller: true}
                    """)
                .controller())
        .contains("deployment/web");
    assertThat(workload("{metadata: {ownerReferences: [{kind: A, name: a}]}}").controller())
        .isEmpty();
  }
}
