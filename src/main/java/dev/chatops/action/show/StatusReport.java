package dev.chatops.action.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Observation;
import dev.chatops.action.Workload;
import dev.chatops.action.rollout.PodDiagnosis;
import dev.chatops.action.rollout.RolloutObserver;
import dev.chatops.output.Redaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The situation of an object in one answer: rollout or conditions, images, pods by state, what is
/// wrong with one of them, the last events, the last commands.
///
/// @param pods of the target, may be empty
/// @param commands the last commands on it, one a line
public record StatusReport(
    Workload target, List<JsonNode> pods, List<JsonNode> events, List<Ran> commands, Instant now) {

  private static final Set<String> ROLLOUTS = Set.of("Deployment", "StatefulSet", "DaemonSet");
  private static final int EVENTS = 5;

  /// A command on the target, in the words of people.
  public record Ran(Instant at, String what) {}

  public String text() {
    var lines = new ArrayList<String>();
    lines.add(headline());
    images().forEach(lines::add);
    if (!pods.isEmpty()) {
      lines.add("pods: " + states());
      PodDiagnosis.of(pods).ifPresent(trouble -> lines.add("trouble: " + trouble));
    }
    if (!events.isEmpty()) {
      lines.add("events:");
      lines.addAll(indented(new EventList(events, now).text(EVENTS)));
    }
    if (!commands.isEmpty()) {
      lines.add("commands:");
      commands.forEach(ran -> lines.add("  %-4s %s".formatted(Age.of(ran.at(), now), ran.what())));
    }
    return String.join("\n", lines);
  }

  private String headline() {
    if (!ROLLOUTS.contains(target.kind()) || !target.apiVersion().equals("apps/v1")) {
      return target.title() + ": " + conditions();
    }
    String state =
        switch (new RolloutObserver().observe(target, null)) {
          case Observation.InProgress(var progress) -> progress.message();
          case Observation.Succeeded(String message) -> message;
          case Observation.Failed(var reason, String message) -> message;
        };
    String paused = target.spec().path("paused").asBoolean() ? " Rollouts are paused." : "";
    return (state.startsWith(target.title()) ? state : target.title() + ": " + state) + paused;
  }

  private String conditions() {
    String all =
        target
            .status()
            .path("conditions")
            .valueStream()
            .map(c ->
                c.path("type").asText()
                    + "="
                    + c.path("status").asText()
                    + (c.path("message").asText().isBlank()
                        ? ""
                        : " ("
                            + Excerpt.of(Redaction.of(c.path("message").asText()), Excerpt.SENTENCE)
                            + ")"))
            .collect(Collectors.joining(", "));
    String phase = target.status().path("phase").asText();
    return all.isEmpty() ? (phase.isEmpty() ? "it tells no conditions" : phase) : all;
  }

  private Stream<String> images() {
    return target
        .spec()
        .at("/template/spec/containers")
        .valueStream()
        .map(c -> "image %s: %s".formatted(c.path("name").asText(), c.path("image").asText()));
  }

  /// Such as `2 Ready, 1 CrashLoopBackOff`.
  private String states() {
    return pods.stream()
        .collect(Collectors.groupingBy(StatusReport::state, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(state -> state.getValue() + " " + state.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String state(JsonNode pod) {
    if (pod.path("metadata").hasNonNull("deletionTimestamp")) {
      return "Terminating";
    }
    for (JsonNode container : pod.at("/status/containerStatuses")) {
      for (String state : List.of("waiting", "terminated")) {
        String reason = container.path("state").path(state).path("reason").asText();
        if (!reason.isEmpty()) {
          return reason;
        }
      }
    }
    boolean ready =
        pod.at("/status/conditions")
            .valueStream()
            .anyMatch(c ->
                c.path("type").asText().equals("Ready")
                    && c.path("status").asText().equals("True"));
    String phase = pod.at("/status/phase").asText("Unknown");
    return ready ? "Ready" : phase.equals("Running") ? "NotReady" : phase;
  }

  private static List<String> indented(String text) {
    return text.lines().map(line -> "  " + line).toList();
  }
}
