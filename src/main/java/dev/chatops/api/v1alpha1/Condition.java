package dev.chatops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A condition as in the Kubernetes API conventions (`metav1.Condition`).
///
/// @param lastTransitionTime whole seconds; moves only when `status` moves
public record Condition(
    @Required
        @Size(max = 316)
        @Pattern("^[A-Za-z]([A-Za-z0-9]*)$")
        @JsonPropertyDescription("What this condition speaks of, such as Succeeded or Finished.")
        String type,
    @Required @JsonPropertyDescription("True, False or Unknown.") ConditionStatus status,
    @Required
        @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z]([A-Za-z0-9]*)$")
        @JsonPropertyDescription(
            "One word that programs can rely on; the reasons are part of the API.")
        String reason,
    @Required @Size(max = 512) @JsonPropertyDescription("One sentence for people.") String message,
    @Required
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @JsonPropertyDescription("When the status of this condition changed last.")
        Instant lastTransitionTime,
    @Required
        @Min(0)
        @JsonPropertyDescription("The metadata.generation that this condition speaks of.")
        long observedGeneration) {

  /// A condition as it is at `now`: keeps the time of transition while the status stays.
  ///
  /// @param before the conditions as they are stored
  public static Condition at(
      Instant now,
      @Nullable List<Condition> before,
      String type,
      ConditionStatus status,
      String reason,
      String message,
      long generation) {
    Instant since =
        find(before, type)
            .filter(condition -> condition.status() == status)
            .map(Condition::lastTransitionTime)
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS));
    return new Condition(type, status, reason, message, since, generation);
  }

  public static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }
}
