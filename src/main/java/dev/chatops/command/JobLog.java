package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Workload;
import dev.chatops.action.job.TerminationMessages;
import dev.chatops.action.show.LogSelection;
import dev.chatops.api.v1alpha1.CommandOutputSpec;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.output.FullText;
import dev.chatops.output.Transcript;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the newest pod of a Job printed, and the message that it left when it ended. Read as the
/// runner; a log that cannot be read never changes the outcome of a command.
final class JobLog {

  private static final int LINES = 200;
  private static final LogSelection NEWEST = new LogSelection(LINES, null, null, false);

  private final Targets targets;
  private final PodReader pods;
  private final Archive archive;

  JobLog(Targets targets, Archive archive) {
    this.targets = targets;
    this.pods = new PodReader(targets);
    this.archive = archive;
  }

  /// What is known of the command, with what its Job has printed until now.
  ///
  /// @param reason how it stands: once it has ended, all of a long log is kept for chat
  Dossier read(Run run, Workload job, Reason reason) {
    try {
      return newest(run, job).map(pod -> read(run, pod, reason)).orElseGet(run::dossier);
    } catch (KubernetesClientException e) {
      return run.dossier();
    }
  }

  private Dossier read(Run run, JsonNode pod, Reason reason) {
    Output output = output(run, pod, PodReader.container(pod, null), reason);
    Map<String, String> result = TerminationMessages.of(pod);
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

  private @Nullable Output output(Run run, JsonNode pod, String container, Reason reason) {
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
              null,
              null)
          : null;
    }
    boolean more = log.lines().limit(LINES).count() == LINES;
    var transcript = Transcript.of(log, more);
    if (transcript.isEmpty()) {
      return null;
    }
    if (!transcript.truncated()) {
      return new Output(transcript.text(), null, (long) transcript.lines(), null);
    }
    boolean stored =
        reason.terminal()
            && archive.keep(run.command(), run.dossier(), reason, () -> whole(run, pod, container));
    return new Output(transcript.text(), true, null, stored ? true : null);
  }

  private FullText whole(Run run, JsonNode pod, String container) {
    PodReader.Tail log = pods.whole(run.runner(), pod, container);
    return FullText.of(log.text(), log.more(), CommandOutputSpec.LONGEST);
  }
}
