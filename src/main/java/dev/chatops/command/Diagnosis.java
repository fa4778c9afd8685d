package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Workload;
import dev.chatops.action.rollout.PodDiagnosis;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/// Asks the pods of a rollout what they wait for.
final class Diagnosis {

  private final Targets targets;

  Diagnosis(Targets targets) {
    this.targets = targets;
  }

  /// One line for people; empty when the pods tell nothing, or nobody may look.
  Optional<String> of(Targets.Runner runner, Workload target) {
    if (!target.spec().has("template")) {
      return Optional.empty();
    }
    try {
      List<JsonNode> revisions =
          target.kind().equals("Job") ? List.of() : targets.revisions(runner.namespace(), target);
      return PodDiagnosis.of(
          PodDiagnosis.newestPods(target, revisions, targets.pods(runner.namespace(), target)));
    } catch (KubernetesClientException e) {
      return Optional.empty();
    }
  }
}
