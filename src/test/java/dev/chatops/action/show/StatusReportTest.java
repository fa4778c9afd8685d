package dev.chatops.action.show;

import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Workload;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private static final Workload WEB =
      workload(
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: web, generation: 2}
          spec:
            replicas: 2
            template: {spec: {containers: [{name: web, image: 'registry.example/shop/web:1.4.2'}]}}
          status: {observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 1}
          """);

  private static final JsonNode READY =
      json(
          """
          metadata: {name: web-1}
          status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}
          """);

  private static final JsonNode CRASHING =
      json(
          """
          metadata: {name: web-2}
          status:
            phase: Running
            containerStatuses:
            - name: web
              state: {waiting: {reason: CrashLoopBackOff}}
              lastState: {terminated: {exitCode: 3}}
          """);

  @Test
  void tellsTheWholeSituation() {
    JsonNode event =
        json(
            """
            type: Warning
            reason: BackOff
            message: Back-off restarting failed container
            count: 7
            lastTimestamp: '2026-01-31T11:57:00Z'
            involvedObject: {kind: Pod, name: web-2}
            """);
    var ran =
        new StatusReport.Ran(
            Instant.parse("2026-01-31T10:00:00Z"), "deploy-web by alice: RolloutFailed");

    assertThat(
            new StatusReport(WEB, List.of(READY, CRASHING), List.of(event), List.of(ran), NOW)
                .text())
        .isEqualTo(
            """
            deployment/web: 2 of 2 replicas updated, 1 available
            image web: registry.example/shop/web:1.4.2
            pods: 1 CrashLoopBackOff, 1 Ready
            trouble: web-2: CrashLoopBackOff: container web ended with exit code 3
            events:
              3m   Warning BackOff pod/web-2: Back-off restarting failed container (7 times)
            commands:
              2h   deploy-web by alice: RolloutFailed\
            """);
  }

  @Test
  void anotherKindTellsItsConditions() {
    Workload certificate =
        workload(
            """
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata: {name: shop}
            status: {conditions: [{type: Ready, status: 'False', message: Issuing}]}
            """);

    assertThat(new StatusReport(certificate, List.of(), List.of(), List.of(), NOW).text())
        .isEqualTo("certificate/shop: Ready=False (Issuing)");
  }

  @Test
  void eventsAreInTheirOrderAndTheNewestAreKept() {
    JsonNode old = event("a", "lastTimestamp: '2026-01-30T12:00:00Z'");
    JsonNode newer = event("b", "eventTime: '2026-01-31T11:59:50.123456Z'");
    JsonNode newest = event("c", "lastTimestamp: '2026-01-31T12:00:10Z'");

    assertThat(new EventList(List.of(newest, old, newer), NOW).text(2))
        .isEqualTo(
            """
            9s   Normal  b pod/p: m
            0s   Normal  c pod/p: m\
            """);
    assertThat(new EventList(List.of(old), NOW).text(2)).isEqualTo("1d   Normal  a pod/p: m");
    assertThat(new EventList(List.of(), NOW).text(2)).isEmpty();
  }

  private static JsonNode event(String reason, String time) {
    return json(
        """
        type: Normal
        reason: %s
        message: m
        %s
        involvedObject: {kind: Pod, name: p}
        """
            .formatted(reason, time));
  }
}
