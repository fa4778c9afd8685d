package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.chat.Severity;
import java.util.Optional;
import java.util.stream.Stream;

/// A reason as people see it: a colour or sign, and words.
///
/// @param next what a person can do; empty where nothing is to be done
public record State(Severity severity, String words, boolean ended, String next) {

  private static final String SUCCEEDED = "Succeeded";

  static State of(Reason reason) {
    return switch (reason) {
      case ACCEPTED -> running(reason, "Accepted");
      case AWAITING_APPROVAL -> as(Severity.WAITING, reason, "Approval wanted");
      case QUEUED -> as(Severity.HELD, reason, "Queued");
      case RUNNING -> running(reason, "Running");
      case COMPLETED -> ok(reason, "Completed");
      case ALREADY_APPLIED -> ok(reason, "Already so");
      case DRY_RUN -> ok(reason, "Tried without effect");
      case EXPLAINED -> ok(reason, "Explained");
      case UNKNOWN_COMMAND -> stopped(reason, "Unknown command");
      case DEFINITION_NOT_READY -> stopped(reason, "Definition not ready");
      case INVALID_ARGUMENTS -> stopped(reason, "Invalid arguments");
      case FORBIDDEN -> stopped(reason, "Forbidden");
      case FROZEN -> as(Severity.HELD, reason, "Frozen");
      case RATE_LIMITED -> stopped(reason, "Too often");
      case DENIED -> stopped(reason, "Denied");
      case APPROVAL_EXPIRED -> stopped(reason, "Approval expired");
      case CANCELLED -> stopped(reason, "Cancelled");
      case EXPIRED -> stopped(reason, "Expired");
      case TARGET_NOT_FOUND -> stopped(reason, "Target not found");
      case TARGET_UNSUITABLE -> stopped(reason, "Target unsuitable");
      case OWNED_BY_GITOPS -> stopped(reason, "Owned by Git");
      case OWNED_BY_AUTOSCALER -> stopped(reason, "Owned by an autoscaler");
      case ROLLOUT_FAILED -> bad(reason, "Rollout failed");
      case JOB_FAILED -> bad(reason, "Job failed");
      case PARTIALLY_FAILED -> bad(reason, "Partly failed");
      case TIMED_OUT -> bad(reason, "Timed out");
      case SUPERSEDED -> bad(reason, "Superseded");
      case REVERTED_BY_OWNER -> bad(reason, "Undone by its owner in Git");
      case OUTCOME_UNKNOWN -> as(Severity.UNKNOWN, reason, "Outcome unknown");
      case FAILED -> bad(reason, "Failed");
    };
  }

  /// `Accepted` before the operator's first word. A reason of another release is shown as it is.
  public static State of(ChatCommand command) {
    Optional<String> word = succeeded(command).map(Condition::reason);
    if (word.isEmpty()) {
      return of(Reason.ACCEPTED);
    }
    return Stream.of(Reason.values())
        .filter(reason -> reason.word().equals(word.get()))
        .findFirst()
        .map(State::of)
        .orElseGet(() ->
            new State(Severity.UNKNOWN, word.get(), command.getStatus().finishedAt() != null, ""));
  }

  /// The condition that says it; empty before the operator's first word.
  public static Optional<Condition> succeeded(ChatCommand command) {
    return command.getStatus() == null
        ? Optional.empty()
        : Condition.find(command.getStatus().conditions(), SUCCEEDED);
  }

  /// Whether somebody should look, now.
  boolean failed() {
    return severity == Severity.BAD || severity == Severity.UNKNOWN;
  }

  private static State running(Reason reason, String words) {
    return as(Severity.RUNNING, reason, words);
  }

  private static State ok(Reason reason, String words) {
    return as(Severity.OK, reason, words);
  }

  private static State stopped(Reason reason, String words) {
    return as(Severity.STOPPED, reason, words);
  }

  private static State bad(Reason reason, String words) {
    return as(Severity.BAD, reason, words);
  }

  private static State as(Severity severity, Reason reason, String words) {
    return new State(severity, words, reason.terminal(), reason.next());
  }
}
