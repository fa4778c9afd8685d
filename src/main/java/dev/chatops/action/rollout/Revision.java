package dev.chatops.action.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Workload;
import dev.chatops.action.template.PodTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// One entry of a workload's history.
///
/// @param json the ReplicaSet of a Deployment; the ControllerRevision of a StatefulSet or DaemonSet
/// @param number as `kubectl rollout history` shows it
/// @param template free of what the controller adds for its own use
public record Revision(JsonNode json, long number, PodTemplate template) {

  private static final String NUMBER = "deployment.kubernetes.io/revision";
  private static final String HASH = "pod-template-hash";

  /// The target's own entries, newest first. Entries of others and entries without a number are
  /// left out.
  public static List<Revision> of(Workload target, List<JsonNode> entries) {
    return entries.stream()
        .filter(entry -> isOwned(entry, target.uid()))
        .map(Revision::read)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Revision::number).reversed())
        .toList();
  }

  /// Whether an object has this controller.
  static boolean isOwned(JsonNode json, String uid) {
    return StreamSupport.stream(json.at("/metadata/ownerReferences").spliterator(), false)
        .anyMatch(o -> o.path("controller").asBoolean() && o.path("uid").asText().equals(uid));
  }

  private static Optional<Revision> read(JsonNode entry) {
    boolean replicaSet = entry.path("data").isMissingNode();
    JsonNode number =
        replicaSet ? entry.at("/metadata/annotations").path(NUMBER) : entry.path("revision");
    JsonNode template = replicaSet ? entry.at("/spec/template") : entry.at("/data/spec/template");
    if (number.asLong() <= 0 || !template.isObject()) {
      return Optional.empty();
    }
    ObjectNode own = template.deepCopy();
    own.remove("$patch");
    if (own.path("metadata").path("labels") instanceof ObjectNode labels) {
      labels.remove(HASH);
    }
    return Optional.of(new Revision(entry, number.asLong(), new PodTemplate(own)));
  }
}
