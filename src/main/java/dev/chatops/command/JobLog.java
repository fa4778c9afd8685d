package dev.chatops.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Workload;
import dev.chatops.action.show.LogSelection;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.output.Legible;
import dev.chatops.output.Redaction;
import dev.chatops.output.Transcript;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the newest pod of a Job printed, and the message that it left when it ended. Read as the
/// runner; a log that cannot be read never changes the outcome of a command.
final class JobLog {

  private static final int LINES = 200;
  private static final LogSelection NEWEST = new LogSelection(LINES, null, null, false);
  private static final int MOST_RESULTS = 32;
  private static final int LONGEST_NAME = 63;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Targets targets;
  private final PodReader pods;

  JobLog(Targets targets) {
    this.targets = targets;
    this.pods = new PodReader(targets);
  }

  /// What is known of the command, with what its Job has printed until now.
  Dossier read(Run run, Workload job) {
    try {
      return newest(run, job).map(pod -> read(run, pod)).orElseGet(run::dossier);
    } catch (KubernetesClientException e) {
      return run.dossier();
    }
  }

  private Dossier read(Run run, JsonNode pod) {
    String container = telling(pod).orElse(null);
    Output output = container == null ? null : output(run, pod, container);
    Map<String, String> result = result(pod);
    return run.dossier()
        .withOutput(
            output == null ? run.dossier().output() : output, result.isEmpty() ? null : result);
  }

  private Optional<JsonNode> newest(Run run, Workload job) {
    return targets.pods(run.runner().namespace(), job).stream()
        .max(
            Comparator.comparing((JsonNode pod) -> pod.at("/metadata/creationTimestamp").asText())
                .thenComparing(pod -> pod.at("/metadata/name").asText()));
  }

  /// The container that failed; else the last one that has started.
  private static Optional<String> telling(JsonNode pod) {
    return statuses(pod)
        .filter(status -> status.at("/state/terminated/exitCode").asInt() != 0)
        .findFirst()
        .or(() ->
            statuses(pod)
                .filter(status ->
                    status.path("state").has("running") || status.path("state").has("terminated"))
                .reduce((earlier, later) -> later))
        .map(status -> status.path("name").asText());
  }

  private static Stream<JsonNode> statuses(JsonNode pod) {
    return Stream.of("initContainerStatuses", "containerStatuses")
        .flatMap(list -> pod.path("status").path(list).valueStream());
  }

  private @Nullable Output output(Run run, JsonNode pod, String container) {
    String log;
    try {
      log = pods.log(run.runner(), pod, container, NEWEST);
    } catch (KubernetesClientException e) {
      return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
          ? new Output(
              "("
                  + run.runner().serviceAccountName()
                  + " may not read the log: grant it get on pods/log in "
                  + run.runner().namespace()
                  + ".)",
              null,
              null)
          : null;
    }
    boolean more = log.lines().limit(LINES).count() == LINES;
    var transcript = Transcript.of(log, more);
    return transcript.isEmpty()
        ? null
        : new Output(
            transcript.text(),
            transcript.truncated() ? true : null,
            transcript.truncated() ? null : (long) transcript.lines());
  }

  /// The termination message: the members of a JSON object, or the text as `message`.
  private static Map<String, String> result(JsonNode pod) {
    var result = new TreeMap<String, String>();
    statuses(pod)
        .map(status -> status.at("/state/terminated/message").asText())
        .filter(message -> !message.isBlank())
        .forEach(message ->
            members(message)
                .forEach((name, value) -> {
                  if (result.size() < MOST_RESULTS) {
                    result.put(Excerpt.of(name, LONGEST_NAME), fit(value));
                  }
                }));
    return result;
  }

  private static Map<String, String> members(String message) {
    try {
      if (JSON.readTree(message) instanceof ObjectNode object) {
        var members = new TreeMap<String, String>();
        object
            .properties()
            .forEach(member ->
                members.put(
                    member.getKey(), Redaction.of(member.getKey(), member.getValue().asText())));
        return members;
      }
    } catch (JsonProcessingException noJson) {
      return Map.of("message", message);
    }
    return Map.of("message", message);
  }

  private static String fit(String value) {
    return Excerpt.of(Redaction.of(Legible.lines(value)), Excerpt.VALUE);
  }
}
