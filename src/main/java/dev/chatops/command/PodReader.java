package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Workload;
import dev.chatops.action.show.LogSelection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pods of a target, their Events and logs, read as a runner. Calls block.
final class PodReader {

  static final int BYTES = 256 * 1024;

  /// More than this is never read of a log.
  private static final int MOST_BYTES = 1024 * 1024;

  private static final int MOST_LINES = 50_000;

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

  /// The end of a log, at most [#BYTES] of it.
  ///
  /// @return empty where there is none
  String log(Targets.Runner runner, JsonNode pod, String container, LogSelection selection) {
    return log(
            runner,
            pod,
            container,
            new Piece(selection.read(), BYTES),
            "&previous="
                + selection.previous()
                + (selection.since() == null
                    ? ""
                    : "&sinceSeconds=" + selection.since().toSeconds()))
        .text();
  }

  /// All of a log, or its end where it is longer than [#MOST_BYTES] or [#MOST_LINES].
  Tail whole(Targets.Runner runner, JsonNode pod, String container) {
    return log(runner, pod, container, new Piece(MOST_LINES, MOST_BYTES), "");
  }

  /// The end of a log.
  ///
  /// @param more whether there may be something before it
  record Tail(String text, boolean more) {}

  /// So much of the end of a log.
  record Piece(int lines, int bytes) {

    /// What came is the beginning of what was asked for, cut: so many lines fit if all are alike.
    private Piece smaller(String cut) {
      return new Piece(Math.max(1, (int) Math.min(lines / 2, cut.lines().count() * 9 / 10)), bytes);
    }
  }

  private Tail log(
      Targets.Runner runner, JsonNode pod, String container, Piece piece, String more) {
    String path =
        "/api/v1/namespaces/%s/pods/%s/log?container=%s&limitBytes=%d%s&tailLines="
            .formatted(
                runner.namespace(),
                pod.at("/metadata/name").asText(),
                container,
                piece.bytes(),
                more);
    return newest(piece, lines -> lines(runner, path + lines));
  }

  private String lines(Targets.Runner runner, String path) {
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

  /// The limit cuts off what was printed last, so fewer lines are asked for until all of them fit.
  static Tail newest(Piece piece, IntFunction<String> read) {
    String log = read.apply(piece.lines());
    return piece.lines() > 1 && log.getBytes(StandardCharsets.UTF_8).length >= piece.bytes()
        ? newest(piece.smaller(log), read)
        : new Tail(log, log.lines().count() >= piece.lines());
  }

  /// @param wanted null for the one in trouble, else the first that has started, else the first
  static String container(JsonNode pod, @Nullable String wanted) {
    return Optional.ofNullable(wanted)
        .or(() -> status(pod, PodReader::isInTrouble))
        .or(() -> status(pod, PodReader::runs))
        .orElseGet(() -> pod.at("/spec/containers/0/name").asText());
  }

  private static boolean isInTrouble(JsonNode status) {
    return status.path("restartCount").asInt() > 0
        || status.at("/state/terminated/exitCode").asInt() != 0;
  }

  /// Init containers that have ended well tell nothing.
  private static boolean runs(JsonNode status) {
    return status.path("state").has("running");
  }

  private static Optional<String> status(JsonNode pod, Predicate<JsonNode> which) {
    return Stream.of("initContainerStatuses", "containerStatuses")
        .flatMap(list -> pod.path("status").path(list).valueStream())
        .filter(which)
        .map(status -> status.path("name").asText())
        .findFirst();
  }
}
