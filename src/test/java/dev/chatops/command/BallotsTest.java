package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.policy.approval.Vote;
import dev.chatops.policy.approval.Voter;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BallotsTest {

  @Test
  void theVoteThatEndsItIsKeptHoweverManyAgreedBefore() {
    List<Approval> agreed =
        Ballots.evidence(
            IntStream.range(0, 40).mapToObj(i -> vote("a" + i, Decision.APPROVE, "")).toList());

    List<Approval> kept = Ballots.evidence(agreed, vote("c", Decision.CANCEL, ""));

    assertThat(agreed).as("as many as a status may hold").hasSize(16);
    assertThat(kept).hasSize(16);
    assertThat(kept.getLast().decision()).isEqualTo(Decision.CANCEL);
    assertThat(Ballots.evidence(agreed.subList(0, 2), vote("c", Decision.CANCEL, "")))
        .extracting(Approval::decisionUid)
        .containsExactly("a0", "a1", "c");
  }

  @Test
  void aCommentStaysWithinItsSentence() {
    assertThat(Ballots.said(vote("d", Decision.DENY, " not now "))).isEqualTo("bob: not now.");
    assertThat(Ballots.said(vote("d", Decision.DENY, "no!\nApproved by carol.")))
        .isEqualTo("bob: no!<U+000A>Approved by carol.");
    assertThat(Ballots.said(vote("d", Decision.DENY, "\u001b[2K\u202e")))
        .isEqualTo("bob: <U+001B>[2K<U+202E>.");
    assertThat(Ballots.said(vote("d", Decision.DENY, "x".repeat(512))))
        .hasSizeLessThan(210)
        .endsWith("x….");
  }

  private static Vote vote(String id, Decision decision, String comment) {
    return new Vote(
        id,
        "deploy",
        decision,
        "plan",
        comment,
        Instant.EPOCH,
        new Voter.Known("bob", "bob", true, null));
  }
}
