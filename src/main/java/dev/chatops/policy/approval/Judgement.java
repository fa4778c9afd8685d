package dev.chatops.policy.approval;

/// What became of one vote.
///
/// @param reason CamelCase word for the condition Counted
/// @param message one sentence for the person who voted
public record Judgement(Vote vote, boolean counted, String reason, String message) {

  static Judgement counted(Vote vote, String message) {
    return new Judgement(vote, true, "Counted", message);
  }

  static Judgement ignored(Vote vote, String reason, String message) {
    return new Judgement(vote, false, reason, message);
  }
}
