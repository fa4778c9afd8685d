package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns an outcome into the operator's part of the status. The only place that makes conditions.
final class StatusSummary {

  static final String AUTHORIZED = "Authorized";
  static final String APPROVED = "Approved";
  static final String FREEZE_OVERRIDDEN = "FreezeOverridden";
  static final String ROLLED_BACK = "RolledBack";
  static final String SUCCEEDED = "Succeeded";
  static final String FINISHED = "Finished";

  private static final int MESSAGE_LIMIT = 512;

  /// How long a command is kept whose definition is not known.
  private static final Duration UNKNOWN_RETENTION = Duration.ofDays(14);

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

  private StatusSummary() {}

  /// The same outcome at the same time gives an equal record; an equal record need not be written.
  static ChatCommandStatus of(ChatCommand command, Outcome outcome, Instant now) {
    Dossier dossier = outcome.dossier();
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    Instant finishedAt = outcome.reason().terminal() ? at : null;
    return new ChatCommandStatus(
        command.getMetadata().getGeneration(),
        conditions(command, outcome, at),
        dossier.definition(),
        dossier.plan(),
        dossier.resolved(),
        dossier.targetKey(),
        dossier.startedAt(),
        finishedAt,
        dossier.deadline(),
        finishedAt == null
            ? null
            : expireHour(finishedAt, kept(command.getSpec().origin(), dossier.retention())),
        dossier.progress(),
        dossier.output(),
        dossier.result(),
        dossier.checks().isEmpty() ? null : dossier.checks(),
        dossier.approvals().isEmpty() ? null : dossier.approvals(),
        null);
  }

  /// The first full hour after which nothing needs the command any more.
  static String expireHour(Instant finishedAt, Duration kept) {
    return HOUR.format(finishedAt.plus(kept).plus(Duration.ofHours(1)));
  }

  /// @param retention of the definition; null where that is not known
  static Duration kept(@Nullable Origin origin, @Nullable Duration retention) {
    Duration wanted = retention == null ? UNKNOWN_RETENTION : retention;
    return origin == null || wanted.compareTo(Origin.KNOWN) > 0 ? wanted : Origin.KNOWN;
  }

  private static List<Condition> conditions(ChatCommand command, Outcome outcome, Instant at) {
    Reason reason = outcome.reason();
    String message = cut(outcome.message());
    var conditions = new ArrayList<Condition>();
    Boolean authorized = outcome.dossier().authorized();
    if (authorized != null) {
      conditions.add(
          condition(
              command,
              AUTHORIZED,
              authorized ? ConditionStatus.TRUE : ConditionStatus.FALSE,
              authorized ? "Allowed" : Reason.FORBIDDEN.word(),
              authorized ? "The requester may run this command." : message,
              at));
    }
    Dossier.Finding consent = outcome.dossier().consent();
    if (consent != null) {
      conditions.add(
          condition(
              command, APPROVED, consent.status(), consent.reason(), cut(consent.message()), at));
    }
    String overridden = outcome.dossier().overriddenFreeze();
    if (overridden != null) {
      conditions.add(
          condition(
              command, FREEZE_OVERRIDDEN, ConditionStatus.TRUE, "Overridden", cut(overridden), at));
    }
    Dossier.Finding rollback = outcome.dossier().rollback();
    if (rollback != null) {
      conditions.add(
          condition(
              command,
              ROLLED_BACK,
              rollback.status(),
              rollback.reason(),
              cut(rollback.message()),
              at));
    }
    ConditionStatus succeeded =
        switch (reason.state()) {
          case OPEN -> ConditionStatus.UNKNOWN;
          case DONE -> ConditionStatus.TRUE;
          case REFUSED, FAILED -> ConditionStatus.FALSE;
        };
    conditions.add(condition(command, SUCCEEDED, succeeded, reason.word(), message, at));
    conditions.add(
        condition(
            command,
            FINISHED,
            reason.terminal() ? ConditionStatus.TRUE : ConditionStatus.FALSE,
            reason.word(),
            reason.terminal() ? "The command has ended." : "The command has not ended yet.",
            at));
    conditions.sort(Comparator.comparing(Condition::type));
    return List.copyOf(conditions);
  }

  private static Condition condition(
      ChatCommand command,
      String type,
      ConditionStatus status,
      String reason,
      String message,
      Instant at) {
    ChatCommandStatus before = command.getStatus();
    return Condition.at(
        at,
        before == null ? null : before.conditions(),
        type,
        status,
        reason,
        message,
        command.getMetadata().getGeneration());
  }

  /// At most [#MESSAGE_LIMIT] code points; what was cut is shown by an ellipsis.
  static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MESSAGE_LIMIT) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MESSAGE_LIMIT - 1)) + "…";
  }
}
