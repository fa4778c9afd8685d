package dev.chatops.command;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.policy.Excerpt;
import dev.chatops.policy.approval.Vote;
import dev.chatops.policy.approval.Voter;
import java.util.List;
import java.util.stream.Stream;

/// Votes in words and as evidence.
final class Ballots {

  private static final int EVIDENCE_LIMIT = 16;

  /// So that a sentence about it keeps its end.
  private static final int COMMENT_LIMIT = 200;

  private Ballots() {}

  static String name(Vote vote) {
    return switch (vote.voter()) {
      case Voter.Known known -> known.username();
      case Voter.Unknown(String name, String why) -> name;
    };
  }

  /// Such as `bob: not on a Friday.`
  static String said(Vote vote) {
    String comment =
        vote.comment() == null ? "" : Excerpt.of(vote.comment().strip(), COMMENT_LIMIT);
    if (comment.isEmpty()) {
      return name(vote) + ".";
    }
    return name(vote) + ": " + comment + (comment.matches("(?s).*[.!?]") ? "" : ".");
  }

  static List<Approval> evidence(List<Vote> votes) {
    return votes.stream().limit(EVIDENCE_LIMIT).map(Ballots::evidence).toList();
  }

  /// Keeps the last one whatever came before.
  static List<Approval> evidence(List<Approval> before, Vote last) {
    return Stream.concat(before.stream().limit(EVIDENCE_LIMIT - 1), Stream.of(evidence(last)))
        .toList();
  }

  private static Approval evidence(Vote vote) {
    Voter.Known voter = vote.voter() instanceof Voter.Known known ? known : null;
    return new Approval(
        name(vote),
        voter == null ? null : voter.person(),
        vote.id(),
        vote.decision(),
        vote.planDigest(),
        voter == null ? null : voter.platform(),
        vote.at());
  }
}
