package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Workload;
import dev.chatops.action.show.BackupList;
import dev.chatops.action.show.EventList;
import dev.chatops.action.show.LogSelection;
import dev.chatops.action.show.ShowPlanner;
import dev.chatops.action.show.StatusReport;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandOutputSpec;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.ShowAction;
import dev.chatops.api.v1alpha1.ShowAction.View;
import dev.chatops.output.FullText;
import dev.chatops.output.Transcript;
import dev.chatops.policy.RestorePoints;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Reads what a `show` command asks for, as its runner, and ends it with that. Changes nothing, so
/// it needs no start, no turn and no mark.
final class Viewing {

  private static final int EVENTS = 20;
  private static final int COMMANDS = 5;

  /// Pods whose Events are read, and pods whose logs are.
  private static final int PODS = 3;

  private final KubernetesClient client;
  private final Targets targets;
  private final PodReader pods;
  private final Archive archive;

  Viewing(KubernetesClient client, Targets targets, Archive archive) {
    this.client = client;
    this.targets = targets;
    this.pods = new PodReader(targets);
    this.archive = archive;
  }

  /// What fits into a status, and all of it.
  private record Sight(Transcript shown, String all) {
    static Sight of(String report) {
      return new Sight(Transcript.beginningOf(report), report);
    }
  }

  /// @param work through all steps
  Outcome of(Work work) {
    Targets.Runner runner = work.resolved().runner();
    ShowAction action = ((ShowPlanner) work.resolved().action()).action();
    Sight sight;
    try {
      if (action.shown() == View.BACKUPS) {
        return shown(work, Sight.of(backups(work, runner, action)));
      }
      // The plan was made with the operator's eyes.
      Workload target = targets.readAs(runner, action.target()).orElse(null);
      if (target == null) {
        return Outcome.finished(
            Reason.TARGET_NOT_FOUND,
            work.planned().target().title() + " was deleted in the meantime.",
            work.dossier());
      }
      sight =
          switch (action.shown()) {
            case STATUS -> Sight.of(status(work, runner, target));
            case EVENTS -> Sight.of(events(work, runner, target));
            case LOGS -> logs(runner, target, action);
            case DESCRIPTION -> Sight.of(description(target));
            case BACKUPS -> throw new IllegalStateException("needs no target");
          };
    } catch (Targets.AccessDenied e) {
      return Outcome.finished(Reason.FAILED, e.sentence(), work.dossier());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      return Outcome.finished(
          Reason.FAILED,
          Denials.explain(e, runner, work.resolved().action().target()),
          work.dossier());
    }
    return shown(work, sight);
  }

  private Outcome shown(Work work, Sight sight) {
    Transcript shown = sight.shown();
    Dossier seen = work.dossier().withLook(work.now().truncatedTo(ChronoUnit.SECONDS));
    return shown.isEmpty()
        ? Outcome.finished(Reason.COMPLETED, work.planned().plan().summary() + ": nothing.", seen)
        : Outcome.finished(
            Reason.COMPLETED,
            work.planned().plan().summary() + ": " + shown.lines() + " lines.",
            seen.withOutput(output(work, sight), null));
  }

  private Output output(Work work, Sight sight) {
    Transcript shown = sight.shown();
    if (!shown.truncated()) {
      return new Output(shown.text(), null, (long) shown.lines(), null);
    }
    boolean stored =
        archive.keep(
            work.command(),
            work.dossier(),
            Reason.COMPLETED,
            () -> FullText.of(sight.all(), false, CommandOutputSpec.LONGEST));
    return new Output(shown.text(), true, null, stored ? true : null);
  }

  private String backups(Work work, Targets.Runner runner, ShowAction action) {
    RestorePoints points = RestorePoints.of(Objects.requireNonNull(action.engine())).orElseThrow();
    List<JsonNode> own =
        targets.list(runner, points.point().asKind().named("")).stream()
            .filter(object -> points.point().saved(object).contains(action.target().name()))
            .toList();
    return new BackupList(points.newest(own.stream(), BackupList.MOST), own.size(), work.now())
        .text();
  }

  private String status(Work work, Targets.Runner runner, Workload target) {
    List<JsonNode> own = pods.of(runner, target);
    return new StatusReport(
            target, own, pods.events(runner, target, own, PODS), commands(work), work.now())
        .text();
  }

  private String events(Work work, Targets.Runner runner, Workload target) {
    List<JsonNode> own = pods.of(runner, target);
    return new EventList(pods.events(runner, target, own, PODS), work.now()).text(EVENTS);
  }

  private Sight logs(Targets.Runner runner, Workload target, ShowAction action) {
    LogSelection selection = LogSelection.of(action);
    List<JsonNode> chosen = pods.of(runner, target).stream().limit(PODS).toList();
    var parts = new ArrayList<String>();
    var all = new ArrayList<String>();
    boolean truncated = false;
    for (JsonNode pod : chosen) {
      String container = PodReader.container(pod, action.container());
      String title = "--- %s %s\n".formatted(pod.at("/metadata/name").asText(), container);
      String log = selection.of(pods.log(runner, pod, container, selection));
      Transcript part =
          Transcript.of(log, false, Transcript.LONGEST / chosen.size() - title.length() - 1);
      truncated |= part.truncated();
      parts.add(title + (part.isEmpty() ? "(nothing)" : part.text()));
      all.add(title + (part.isEmpty() ? "(nothing)" : log.stripTrailing()));
    }
    String text = String.join("\n", parts);
    return new Sight(
        new Transcript(text, truncated, (int) text.lines().count()), String.join("\n", all));
  }

  /// Without what nobody reads.
  private String description(Workload target) {
    ObjectNode object = ((ObjectNode) target.json()).deepCopy();
    object.withObject("/metadata").remove("managedFields");
    object
        .withObject("/metadata/annotations")
        .remove("kubectl.kubernetes.io/last-applied-configuration");
    return client.getKubernetesSerialization().asYaml(object);
  }

  /// The last commands on the target, this one left out.
  private List<StatusReport.Ran> commands(Work work) {
    return client
        .resources(ChatCommand.class)
        .inNamespace(work.command().getMetadata().getNamespace())
        .withField("status.targetKey", TargetKey.of(work.resolved().action().target()))
        .list()
        .getItems()
        .stream()
        .filter(
            other -> !other.getMetadata().getUid().equals(work.command().getMetadata().getUid()))
        .sorted(
            Comparator.comparing((ChatCommand other) -> other.getMetadata().getCreationTimestamp())
                .reversed())
        .limit(COMMANDS)
        .map(other ->
            new StatusReport.Ran(
                Instant.parse(other.getMetadata().getCreationTimestamp()),
                "%s by %s: %s"
                    .formatted(
                        other.getSpec().command(),
                        other.getSpec().requester().username(),
                        state(other))))
        .toList();
  }

  private static String state(ChatCommand command) {
    return command.getStatus() == null
        ? Reason.ACCEPTED.word()
        : Condition.find(command.getStatus().conditions(), StatusSummary.SUCCEEDED)
            .map(Condition::reason)
            .orElse(Reason.ACCEPTED.word());
  }
}
