package dev.chatops.definition;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.AllowedCommandStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns what was found about a definition into its status, in the words of kstatus: Stalled where
/// a person must mend the definition, Reconciling where its surroundings are still missing
/// something.
final class Readiness {

  static final String READY = "Ready";

  private Readiness() {}

  /// What was found.
  sealed interface Finding {
    record Works() implements Finding {}

    /// The definition itself must be mended.
    record Broken(String reason, String sentence) implements Finding {}

    /// Something around it is missing; looked at again by itself.
    record Lacking(String reason, String sentence) implements Finding {}
  }

  static AllowedCommandStatus status(
      AllowedCommand command, Finding finding, @Nullable String usage, Instant now) {
    var conditions = new ArrayList<Condition>();
    switch (finding) {
      case Finding.Works() ->
          conditions.add(
              condition(command, READY, ConditionStatus.TRUE, READY, "It can be asked for.", now));
      case Finding.Broken(String reason, String sentence) -> {
        conditions.add(condition(command, READY, ConditionStatus.FALSE, reason, sentence, now));
        conditions.add(condition(command, "Stalled", ConditionStatus.TRUE, reason, sentence, now));
      }
      case Finding.Lacking(String reason, String sentence) -> {
        conditions.add(condition(command, READY, ConditionStatus.FALSE, reason, sentence, now));
        conditions.add(
            condition(command, "Reconciling", ConditionStatus.TRUE, reason, sentence, now));
      }
    }
    conditions.sort(Comparator.comparing(Condition::type));
    return new AllowedCommandStatus(
        command.getMetadata().getGeneration(), List.copyOf(conditions), usage);
  }

  static Condition ready(AllowedCommandStatus status) {
    return Condition.find(status.conditions(), READY).orElseThrow();
  }

  private static Condition condition(
      AllowedCommand command,
      String type,
      ConditionStatus status,
      String reason,
      String message,
      Instant now) {
    var before = command.getStatus();
    return Condition.at(
        now,
        before == null ? null : before.conditions(),
        type,
        status,
        reason,
        message,
        command.getMetadata().getGeneration());
  }
}
