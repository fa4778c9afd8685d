package dev.chatops.action.rollout;

import static dev.chatops.action.Given.json;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodDiagnosisTest {

  private static final String CRASH =
      "containerStatuses: [{name: web, state: {waiting: {reason: CrashLoopBackOff, message: back-off"
          + " 40s}}, lastState: {terminated: {exitCode: 137, reason: %s, message: %s}}}]";

  @Test
  void whatAContainerLeftIsShownWithoutItsSecrets() {
    assertThat(of(CRASH.formatted("Error", "'cannot reach postgres://shop:hunter2@db/shop'")))
        .contains(
            "web-a: CrashLoopBackOff: container web ended with exit code 137: cannot reach"
                + " postgres://shop:[redacted]@db/shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{reason: ImagePullBackOff, message: 'Back-off pulling image \"acme/web:9\"'} |"
            + " ImagePullBackOff: Back-off pulling image \"acme/web:9\"",
        "{reason: ErrImagePull, message: 'not found'} | ErrImagePull: not found",
        "{reason: InvalidImageName} | InvalidImageName",
        "{reason: ErrImageNeverPull, message: ' '} | ErrImageNeverPull",
        "{reason: CreateContainerConfigError, message: 'secret \"db\" not found'} |"
            + " CreateContainerConfigError: secret \"db\" not found",
        "{reason: RunContainerError, message: 'no such file'} | RunContainerError: no such file",
      })
  void whyAContainerDoesNotStart(String waiting, String words) {
    assertThat(of("containerStatuses: [{name: web, state: {waiting: %s}}]".formatted(waiting)))
        .contains("web-a: " + words);
    assertThat(of("initContainerStatuses: [{name: i, state: {waiting: %s}}]".formatted(waiting)))
        .contains("web-a: " + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error | '' | container web ended with exit code 137",
        "Error | 'no database' | container web ended with exit code 137: no database",
        "OOMKilled | '' | container web ended with exit code 137 (OOMKilled: out of memory)",
      })
  void howACrashingContainerEnded(String reason, String message, String words) {
    assertThat(of(CRASH.formatted(reason, "'" + message + "'")))
        .contains("web-a: CrashLoopBackOff: " + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "containerStatuses: [{name: web, state: {terminated: {exitCode: 1, reason: Error}}}] |"
            + " container web ended with exit code 1",
        "containerStatuses: [{name: web, ready: true, state: {running: {}}, lastState: {terminated:"
            + " {exitCode: 137, reason: OOMKilled}}}] | container web ended with exit code 137"
            + " (OOMKilled: out of memory)",
        "containerStatuses: [{name: web, ready: false, state: {running: {}}}] | container web runs but"
            + " is not ready",
        "conditions: [{type: PodScheduled, reason: Unschedulable, message: '0/2 nodes: too little"
            + " cpu'}] | Unschedulable: 0/2 nodes: too little cpu",
      })
  void whatElseKeepsAPodFromBeingReady(String status, String words) {
    assertThat(of(status)).contains("web-a: " + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "containerStatuses: [{name: web, ready: true, state: {running: {}}}]",
        "initContainerStatuses: [{name: i, ready: true, state: {terminated: {exitCode: 0}}}]",
        "containerStatuses: [{name: web, state: {waiting: {reason: ContainerCreating}}}]",
        "containerStatuses: [{name: web, state: {waiting: {reason: PodInitializing}}}]",
        "conditions: [{type: Ready, status: 'False', reason: ContainersNotReady}]",
        "phase: Pending",
      })
  void whatIsNoTrouble(String status) {
    assertThat(of(status)).isEmpty();
  }

  @Test
  void theMostTellingPodStandsForTheOthers() {
    var notReady = "containerStatuses: [{name: web, ready: false, state: {running: {}}}]";
    var crash = CRASH.formatted("Error", "''");
    var image = "containerStatuses: [{name: web, state: {waiting: {reason: ErrImagePull}}}]";

    assertThat(
            PodDiagnosis.of(
                List.of(
                    pod("web-a", notReady),
                    pod("web-d", image),
                    pod("web-b", crash),
                    pod("web-c", image))))
        .contains("web-c: ErrImagePull");
  }

  @Test
  void aPodThatIsBeingDeletedTellsNothing() {
    JsonNode leaving =
        json(
            """
            metadata: {name: web-a, deletionTimestamp: '2026-01-31T12:00:00Z'}
            status: {containerStatuses: [{name: web, state: {waiting: {reason: ErrImagePull}}}]}
            """);

    assertThat(PodDiagnosis.of(List.of(leaving))).isEmpty();
    assertThat(PodDiagnosis.of(List.of())).isEmpty();
  }

  @Test
  void aMessageOfAPodIsOneShortLine() {
    String message = "'line one\\u2028line two \\u202Egnp " + "x".repeat(5000) + "'";
    String words =
        of("containerStatuses: [{name: w, state: {waiting: {reason: ErrImagePull, message: \"%s\"}}}]"
                .formatted(message.replace("'", "")))
            .orElseThrow();

    assertThat(words)
        .hasSizeLessThanOrEqualTo(256)
        .startsWith("web-a: ErrImagePull: line one line two gnp xxx")
        .endsWith("…");
  }

  @Test
  void podsOfTheNewestReplicaSetAreThoseOfADeploymentsTemplate() {
    var web =
        workload(
            "{kind: Deployment, metadata: {uid: u-1}, spec: {template: {spec: {image: new}}}}");
    String replicaSet =
        """
        metadata:
          uid: %s
          annotations: {deployment.kubernetes.io/revision: "%d"}
          ownerReferences: [{uid: u-1, controller: true}]
        spec: {template: {metadata: {labels: {pod-template-hash: h}}, spec: {image: %s}}}
        """;
    // The template has no labels but the controller's own; the workload's has none at all.
    var web2 =
        workload(
            "{kind: Deployment, metadata: {uid: u-1}, spec: {template: {metadata: {labels: {}},"
                + " spec: {image: new}}}}");
    var revisions =
        List.of(
            json(replicaSet.formatted("rs-1", 1, "old")),
            json(replicaSet.formatted("rs-2", 2, "new")));
    var pods = List.of(owned("old-a", "rs-1", "h"), owned("new-a", "rs-2", "h"));

    assertThat(names(PodDiagnosis.newestPods(web2, revisions, pods))).containsExactly("new-a");
    assertThat(PodDiagnosis.newestPods(web, List.of(), pods)).isEmpty();
  }

  @Test
  void podsOfTheOtherKindsAreToldByTheHashOfTheirRevision() {
    var pods = List.of(owned("a", "u-1", "h1"), owned("b", "u-1", "h2"), owned("c", "u-2", "h2"));
    var set = workload("{kind: StatefulSet, metadata: {uid: u-1}, status: {updateRevision: h2}}");
    var daemons = workload("{kind: DaemonSet, metadata: {uid: u-1}}");
    String revision =
        """
        metadata:
          labels: {controller-revision-hash: h%1$d}
          ownerReferences: [{uid: u-1, controller: true}]
        revision: %1$d
        data: {spec: {template: {spec: {}}}}
        """;
    var revisions = List.of(json(revision.formatted(1)), json(revision.formatted(2)));

    assertThat(names(PodDiagnosis.newestPods(set, List.of(), pods))).containsExactly("b");
    assertThat(names(PodDiagnosis.newestPods(daemons, revisions, pods))).containsExactly("b");
    assertThat(PodDiagnosis.newestPods(workload("{kind: Cache}"), revisions, pods)).isEmpty();
  }

  private static java.util.Optional<String> of(String status) {
    return PodDiagnosis.of(List.of(pod("web-a", status)));
  }

  private static JsonNode pod(String name, String status) {
    return json("{metadata: {name: %s}, status: {%s}}".formatted(name, status));
  }

  private static JsonNode owned(String name, String owner, String hash) {
    return json(
        "{metadata: {name: %s, labels: {controller-revision-hash: %s}, ownerReferences: [{uid: %s, controller: true}]}}"
            .formatted(name, hash, owner));
  }

  private static List<String> names(List<JsonNode> pods) {
    return pods.stream().map(p -> p.at("/metadata/name").asText()).toList();
  }
}
