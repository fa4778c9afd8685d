package dev.chatops.manifests;

import com.fasterxml.jackson.databind.JsonNode;

/// What Flux, kpt and Argo Rollouts take an object for: the rules of kstatus for kinds that they do
/// not know.
///
/// @see <a href="https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md">
///   kstatus</a>
enum Kstatus {
  CURRENT,
  IN_PROGRESS,
  FAILED;

  /// In their order: the generation was seen, then Reconciling and Stalled as they stand, then
  /// Ready; an object without any of them is current.
  static Kstatus of(JsonNode object) {
    JsonNode status = object.path("status");
    JsonNode observed = status.path("observedGeneration");
    if (!observed.isMissingNode()
        && observed.asLong() != object.at("/metadata/generation").asLong()) {
      return IN_PROGRESS;
    }
    for (JsonNode condition : status.path("conditions")) {
      if (isTrue(condition)) {
        switch (condition.path("type").asText()) {
          case "Reconciling" -> {
            return IN_PROGRESS;
          }
          case "Stalled" -> {
            return FAILED;
          }
          default -> {}
        }
      }
    }
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return isTrue(condition) ? CURRENT : IN_PROGRESS;
      }
    }
    return CURRENT;
  }

  private static boolean isTrue(JsonNode condition) {
    return condition.path("status").asText().equals("True");
  }
}
