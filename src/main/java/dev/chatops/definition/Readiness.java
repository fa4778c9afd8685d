package dev.chatops.definition;

import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns what was found about an object of ours into its conditions, in the words of kstatus:
/// Stalled where a person must mend the object, Reconciling where its surroundings are still
/// missing something.
final class Readiness {

  static final String READY = "Ready";

  private Readiness() {}

  /// What was found.
  sealed interface Finding {
    record Works() implements Finding {}

    /// The object itself must be mended.
    record Broken(String reason, String sentence) implements Finding {}

    /// Something around it is missing; looked at again by itself.
    record Lacking(String reason, String sentence) implements Finding {}
  }

  /// The conditions of one look at an object.
  ///
  /// @param generation that was looked at
  /// @param before the conditions as they stand; null where there are none yet
  record Look(long generation, @Nullable List<Condition> before, Instant now) {

    /// @param works what people read where nothing was found
    List<Condition> conditions(Finding finding, String works) {
      var conditions = new ArrayList<Condition>();
      switch (finding) {
        case Finding.Works() ->
            conditions.add(condition(READY, ConditionStatus.TRUE, READY, works));
        case Finding.Broken(String reason, String sentence) -> {
          conditions.add(condition(READY, ConditionStatus.FALSE, reason, sentence));
          conditions.add(condition("Stalled", ConditionStatus.TRUE, reason, sentence));
        }
        case Finding.Lacking(String reason, String sentence) -> {
          conditions.add(condition(READY, ConditionStatus.FALSE, reason, sentence));
          conditions.add(condition("Reconciling", ConditionStatus.TRUE, reason, sentence));
        }
      }
      conditions.sort(Comparator.comparing(Condition::type));
      return List.copyOf(conditions);
    }

    private Condition condition(
        String type, ConditionStatus status, String reason, String message) {
      return Condition.at(now, before, type, status, reason, message, generation);
    }
  }
}
