package dev.chatops.action.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Workload;
import dev.chatops.action.template.PodTemplate;
import dev.chatops.output.Redaction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Why a rollout does not go on: one line from one pod that stands for the others.
public final class PodDiagnosis {

  private static final String REVISION_HASH = "controller-revision-hash";

  private static final Set<String> IMAGE_REASONS =
      Set.of(
          "ImagePullBackOff",
          "ErrImagePull",
          "ErrImageNeverPull",
          "InvalidImageName",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");
  private static final Set<String> START_REASONS =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  /// What may be wrong, the most telling first.
  private enum Trouble {
    IMAGE,
    START,
    CRASH,
    OUT_OF_MEMORY,
    UNSCHEDULABLE,
    NOT_READY
  }

  private record Finding(Trouble trouble, String pod, String words) {}

  /// Names a pod and its trouble, such as `web-6d4c-x: ImagePullBackOff: Back-off pulling image …`;
  /// redacted, and made fit by [Excerpt]. Empty when no pod tells of trouble.
  public static Optional<String> of(List<JsonNode> pods) {
    return pods.stream()
        .filter(pod -> !pod.path("metadata").hasNonNull("deletionTimestamp"))
        .flatMap(PodDiagnosis::findings)
        .min(Comparator.comparing(Finding::trouble).thenComparing(Finding::pod))
        .map(f -> Excerpt.of(f.pod() + ": " + Redaction.of(f.words()), Excerpt.SENTENCE));
  }

  /// The pods that have the current template of the target.
  ///
  /// @param revisions ReplicaSets of a Deployment, ControllerRevisions of a DaemonSet; may be empty
  ///   for a StatefulSet
  /// @param pods any pods of the namespace
  public static List<JsonNode> newestPods(
      Workload target, List<JsonNode> revisions, List<JsonNode> pods) {
    return switch (target.kind()) {
      case "Deployment" ->
          Revision.of(target, revisions).stream()
              .filter(r -> r.template().sameAs(PodTemplate.of(target)))
              .findFirst()
              .map(r -> ownedBy(r.json().at("/metadata/uid").asText(), pods).toList())
              .orElse(List.of());
      case "StatefulSet" -> withHash(target, target.status().path("updateRevision").asText(), pods);
      case "DaemonSet" ->
          Revision.of(target, revisions).stream()
              .findFirst()
              .map(r -> withHash(target, hash(r.json()), pods))
              .orElse(List.of());
      case "Job" -> ownedBy(target.uid(), pods).toList();
      default -> List.of();
    };
  }

  private static List<JsonNode> withHash(Workload target, String hash, List<JsonNode> pods) {
    return ownedBy(target.uid(), pods).filter(pod -> hash(pod).equals(hash)).toList();
  }

  private static Stream<JsonNode> ownedBy(String uid, List<JsonNode> pods) {
    return pods.stream().filter(pod -> Revision.isOwned(pod, uid));
  }

  private static String hash(JsonNode json) {
    return json.at("/metadata/labels").path(REVISION_HASH).asText();
  }

  private static Stream<Finding> findings(JsonNode pod) {
    String name = pod.at("/metadata/name").asText();
    Stream<Finding> containers =
        Stream.of("initContainerStatuses", "containerStatuses")
            .flatMap(list -> items(pod.path("status").path(list)))
            .flatMap(status -> finding(name, status).stream());
    Stream<Finding> scheduling =
        items(pod.at("/status/conditions"))
            .filter(c -> c.path("reason").asText().equals("Unschedulable"))
            .map(c -> new Finding(Trouble.UNSCHEDULABLE, name, reason(c)));
    return Stream.concat(containers, scheduling);
  }

  private static Optional<Finding> finding(String pod, JsonNode container) {
    JsonNode waiting = container.at("/state/waiting");
    String reason = waiting.path("reason").asText();
    JsonNode now = container.at("/state/terminated");
    JsonNode end = now.isObject() ? now : container.at("/lastState/terminated");
    String name = container.path("name").asText();
    if (IMAGE_REASONS.contains(reason)) {
      return Optional.of(new Finding(Trouble.IMAGE, pod, reason(waiting)));
    }
    if (START_REASONS.contains(reason)) {
      return Optional.of(new Finding(Trouble.START, pod, reason(waiting)));
    }
    if (reason.equals("CrashLoopBackOff")) {
      return Optional.of(new Finding(Trouble.CRASH, pod, reason + ": " + exit(name, end)));
    }
    if (end.path("reason").asText().equals("OOMKilled")) {
      return Optional.of(new Finding(Trouble.OUT_OF_MEMORY, pod, exit(name, end)));
    }
    if (now.path("exitCode").asInt() != 0) {
      return Optional.of(new Finding(Trouble.CRASH, pod, exit(name, now)));
    }
    if (container.at("/state/running").isObject() && !container.path("ready").asBoolean()) {
      return Optional.of(
          new Finding(Trouble.NOT_READY, pod, "container " + name + " runs but is not ready"));
    }
    return Optional.empty();
  }

  private static String exit(String container, JsonNode terminated) {
    String message = terminated.path("message").asText();
    String reason = terminated.path("reason").asText();
    String how =
        "container %s ended with exit code %d"
            .formatted(container, terminated.path("exitCode").asInt());
    return how
        + (reason.equals("OOMKilled") ? " (OOMKilled: out of memory)" : "")
        + (message.isBlank() ? "" : ": " + message);
  }

  private static String reason(JsonNode stated) {
    String message = stated.path("message").asText();
    String reason = stated.path("reason").asText();
    return message.isBlank() ? reason : reason + ": " + message;
  }

  private static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private PodDiagnosis() {}
}
