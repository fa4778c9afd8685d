package dev.chatops.api.v1alpha1;

/// Reasons of the condition `Succeeded`: the state of a command in one word.
///
/// The words are part of the API. `next` says what a person can do; it is empty where nothing is to
/// be done.
public enum Reason {
  ACCEPTED("Accepted", State.OPEN, "The command is stored and will be looked at.", ""),
  AWAITING_APPROVAL(
      "AwaitingApproval",
      State.OPEN,
      "Other people must agree first.",
      "Somebody who may approve it creates a CommandDecision."),
  QUEUED("Queued", State.OPEN, "Another command runs on the same target.", "It starts by itself."),
  RUNNING("Running", State.OPEN, "The change is made or its outcome is awaited.", ""),

  COMPLETED("Completed", State.DONE, "The change was made and its outcome was seen.", ""),
  ALREADY_APPLIED("AlreadyApplied", State.DONE, "The target was as wanted; nothing was done.", ""),
  DRY_RUN("DryRun", State.DONE, "The plan was made and tried without effect.", ""),
  EXPLAINED("Explained", State.DONE, "Every check was asked; nothing was done.", ""),

  UNKNOWN_COMMAND(
      "UnknownCommand",
      State.REFUSED,
      "The namespace has no AllowedCommand of this name.",
      "See kubectl get allowedcommands."),
  DEFINITION_NOT_READY(
      "DefinitionNotReady",
      State.REFUSED,
      "The AllowedCommand cannot work as it stands.",
      "Its condition Ready says what to mend."),
  INVALID_ARGUMENTS(
      "InvalidArguments",
      State.REFUSED,
      "The arguments do not fit the parameters.",
      "Mend them and send a new command."),
  FORBIDDEN(
      "Forbidden",
      State.REFUSED,
      "The requester may not run this here.",
      "Ask for the verb run on this AllowedCommand."),
  FROZEN(
      "Frozen",
      State.REFUSED,
      "A FreezeWindow holds for it.",
      "Send it again when the window has ended; the message says when."),
  RATE_LIMITED(
      "RateLimited",
      State.REFUSED,
      "It was started as often as its definition permits.",
      "Send it again when the message says."),
  DENIED("Denied", State.REFUSED, "Somebody who may approve it said no.", "Talk to them."),
  APPROVAL_EXPIRED(
      "ApprovalExpired",
      State.REFUSED,
      "Not enough people agreed in time.",
      "Send it again if it is still wanted."),
  CANCELLED(
      "Cancelled",
      State.FAILED,
      "Somebody stopped it.",
      "The message says what was done and what was not."),
  EXPIRED(
      "Expired",
      State.REFUSED,
      "It could not start in time, so nothing was done.",
      "Send it again if it is still wanted."),
  TARGET_NOT_FOUND(
      "TargetNotFound",
      State.REFUSED,
      "The target, or a part of it, is not there.",
      "Mend the AllowedCommand or create the target."),
  TARGET_UNSUITABLE(
      "TargetUnsuitable",
      State.REFUSED,
      "The target is in a state that does not permit this.",
      "The message says which; change that first."),
  OWNED_BY_GITOPS(
      "OwnedByGitOps",
      State.REFUSED,
      "Git owns the field; a change here would be undone.",
      "Change it in Git."),
  OWNED_BY_AUTOSCALER(
      "OwnedByAutoscaler",
      State.REFUSED,
      "An autoscaler owns the number of replicas.",
      "Change its minimum or maximum."),

  ROLLOUT_FAILED(
      "RolloutFailed",
      State.FAILED,
      "The change was made and its rollout failed.",
      "The message names the cause; roll back or deploy a mended release."),
  JOB_FAILED(
      "JobFailed",
      State.FAILED,
      "The Job ran and failed.",
      "The message and the output say why; what it did until then is not undone."),
  PARTIALLY_FAILED(
      "PartiallyFailed",
      State.FAILED,
      "It ended with only a part done.",
      "The message says which; decide what to do about the rest."),
  TIMED_OUT(
      "TimedOut",
      State.FAILED,
      "The change was made and its end was not seen in time.",
      "Look at the target; it may still get there."),
  SUPERSEDED(
      "Superseded",
      State.FAILED,
      "Somebody else changed the target in between.",
      "Look at the target and decide again."),
  REVERTED_BY_OWNER(
      "RevertedByOwner",
      State.FAILED,
      "The change was made and its owner in Git undid it.",
      "Suspend the owner or change it in Git, and send it again."),
  OUTCOME_UNKNOWN(
      "OutcomeUnknown",
      State.FAILED,
      "It cannot be told whether the change was made.",
      "Look at the target and decide; nothing is repeated by itself."),
  FAILED("Failed", State.FAILED, "It could not be done, or failed.", "The message says why.");

  private final String word;
  private final State state;
  private final String sentence;
  private final String next;

  Reason(String word, State state, String sentence, String next) {
    this.word = word;
    this.state = state;
    this.sentence = sentence;
    this.next = next;
  }

  /// The reason as it stands in the condition.
  public String word() {
    return word;
  }

  public State state() {
    return state;
  }

  public String sentence() {
    return sentence;
  }

  public String next() {
    return next;
  }

  /// Whether a command with this reason never changes again.
  public boolean terminal() {
    return state != State.OPEN;
  }

  /// What a reason means for the command.
  public enum State {
    /// Not ended; `Succeeded` is Unknown.
    OPEN,
    /// `Succeeded` is True.
    DONE,
    /// Nothing was done; `Succeeded` is False.
    REFUSED,
    /// Something was, or may have been, done; `Succeeded` is False.
    FAILED
  }
}
