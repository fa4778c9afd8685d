package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Workload;
import dev.chatops.action.show.LogSelection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pods of a target, their Events and logs, read as a runner. Calls block.
final class PodReader {

  private static final int BYTES = 1024 * 1024;

  private final Targets targets;

  PodReader(Targets targets) {
    this.targets = targets;
  }

  /// The pods of a target, those in trouble first, then the newest; none for a kind that has none.
  List<JsonNode> of(Targets.Runner runner, Workload target) {
    if (target.kind().equals("Pod")) {
      return List.of(target.json());
    }
    if (!target.spec().path("selector").isObject() || !target.spec().has("template")) {
      return List.of();
    }
    return targets
        .as(
            runner,
            c ->
                c.pods()
                    .inNamespace(runner.namespace())
                    .withLabelSelector(new Selector(target.spec().path("selector")).toString())
                    .list(most())
                    .getItems())
        .stream()
        .map(targets::json)
        .sorted(Comparator.comparing(PodReader::isReady).thenComparing(newestFirst()))
        .toList();
  }

  /// New for each call: the client writes the selectors into it.
  private static ListOptions most() {
    return new ListOptionsBuilder().withLimit(200L).build();
  }

  private static boolean isReady(JsonNode pod) {
    return pod.at("/status/conditions")
        .valueStream()
        .anyMatch(c ->
            c.path("type").asText().equals("Ready") && c.path("status").asText().equals("True"));
  }

  private static Comparator<JsonNode> newestFirst() {
    return Comparator.comparing((JsonNode pod) -> pod.at("/metadata/creationTimestamp").asText())
        .reversed()
        .thenComparing(pod -> pod.at("/metadata/name").asText());
  }

  /// Events of the target and of the first pods.
  List<JsonNode> events(Targets.Runner runner, Workload target, List<JsonNode> pods, int most) {
    return Stream.concat(
            Stream.of(target.uid()),
            pods.stream().limit(most).map(pod -> pod.at("/metadata/uid").asText()))
        .distinct()
        .flatMap(uid -> events(runner, uid).stream())
        .map(targets::json)
        .toList();
  }

  private List<? extends HasMetadata> events(Targets.Runner runner, String uid) {
    return targets.as(
        runner,
        c ->
            c.v1()
                .events()
                .inNamespace(runner.namespace())
                .withField("involvedObject.uid", uid)
                .list(most())
                .getItems());
  }

  /// @return empty where there is none
  String log(Targets.Runner runner, JsonNode pod, String container, LogSelection selection) {
    Duration since = selection.since();
    String path =
        "/api/v1/namespaces/%s/pods/%s/log?container=%s&tailLines=%d&limitBytes=%d&previous=%s%s"
            .formatted(
                runner.namespace(),
                pod.at("/metadata/name").asText(),
                container,
                selection.read(),
                BYTES,
                selection.previous(),
                since == null ? "" : "&sinceSeconds=" + since.toSeconds());
    try {
      // null stands for 404
      return Objects.requireNonNullElse(targets.<@Nullable String>as(runner, c -> c.raw(path)), "");
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
        // It has not started, or there was no run before.
        return "";
      }
      throw e;
    }
  }

  /// @param wanted null for the container in trouble, or the first
  static String container(JsonNode pod, @Nullable String wanted) {
    return Optional.ofNullable(wanted)
        .or(() -> inTrouble(pod))
        .orElseGet(() -> pod.at("/spec/containers/0/name").asText());
  }

  private static Optional<String> inTrouble(JsonNode pod) {
    return pod.at("/status/containerStatuses")
        .valueStream()
        .filter(status ->
            status.path("restartCount").asInt() > 0
                || status.at("/state/terminated/exitCode").asInt() != 0)
        .map(status -> status.path("name").asText())
        .findFirst();
  }
}
