package dev.chatops.action.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.GitOpsOverride;
import java.util.Optional;

/// The owner in Git has set again what a command had changed in spite of it.
///
/// @param manager the field manager that wrote it
/// @param at when, as the API server noted it; empty where it did not
public record Reclaim(String manager, String at) {

  /// Whether the owner has a field back that was taken from it. Whether it says the same as the
  /// command or something else is seen by the value alone.
  ///
  /// @param override what the change took
  public static Optional<Reclaim> of(Workload target, GitOpsOverride override) {
    for (JsonNode entry : target.metadata().path("managedFields")) {
      if (entry.path("manager").asText().equals(override.manager())
          && isBack(override, entry.path("fieldsV1"))) {
        return Optional.of(new Reclaim(override.manager(), entry.path("time").asText()));
      }
    }
    return Optional.empty();
  }

  /// Of all that a change may take from its owner in Git, what it does take; at most
  /// [GitOpsOverride#MOST].
  ///
  /// @param after the target as the change leaves it
  public static GitOpsOverride taken(GitOpsOverride override, Workload after) {
    var entries = Entries.of(after.metadata(), override.manager());
    return new GitOpsOverride(
        override.owner(),
        override.manager(),
        override.fields().stream()
            .filter(field -> entries.stream().noneMatch(FieldPath.parse(field)::ownedIn))
            .limit(GitOpsOverride.MOST)
            .toList());
  }

  private static boolean isBack(GitOpsOverride override, JsonNode fieldsV1) {
    return override.fields().stream().map(FieldPath::parse).anyMatch(f -> f.ownedIn(fieldsV1));
  }
}
