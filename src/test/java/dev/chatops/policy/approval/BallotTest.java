package dev.chatops.policy.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BallotTest {

  private static final Instant ASKED = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant CLOSES = ASKED.plusSeconds(1800);
  private static final String PLAN = "plan-1";

  @Test
  void nobodyNeedsToAgreeWithoutAPolicy() {
    Tally tally = new Ballot("deploy", null, "alice", PLAN, Instant.MAX).count(List.of(), ASKED);

    assertThat(tally.verdict()).isEqualTo(new Verdict.Approved(List.of()));
  }

  @Test
  void waitsUntilEnoughPersonsAgree() {
    Vote bob = vote("1", Decision.APPROVE, person("bob"));
    Vote carol = vote("2", Decision.APPROVE, person("carol"));

    assertThat(count(2, bob).verdict()).isEqualTo(new Verdict.Awaiting(List.of(bob), 2, false));
    assertThat(count(2, bob, carol).verdict()).isEqualTo(new Verdict.Approved(List.of(bob, carol)));
  }

  @Test
  void twoNamesOfOnePersonAreOneVoice() {
    Vote kubectl = vote("1", Decision.APPROVE, new Voter.Known("bob", "bob", true, null));
    Vote chat = vote("2", Decision.APPROVE, new Voter.Known("bob-admin", "bob", true, "slack"));

    Tally tally = count(2, kubectl, chat);

    assertThat(tally.verdict()).isEqualTo(new Verdict.Awaiting(List.of(kubectl), 2, false));
    assertThat(reasonOf(tally, chat)).isEqualTo("SamePerson");
  }

  @Test
  void theRequesterCountsOnlyWhereTheDefinitionSaysSo() {
    Vote alice = vote("1", Decision.APPROVE, person("alice"));

    assertThat(reasonOf(count(1, alice), alice)).isEqualTo("Requester");
    assertThat(
            ballot(new ApprovalPolicy(1, true, null, null, null))
                .count(List.of(alice), ASKED)
                .verdict())
        .isEqualTo(new Verdict.Approved(List.of(alice)));
  }

  @Test
  void oneDenyEndsItWhateverElseWasVoted() {
    Vote bob = vote("1", Decision.APPROVE, person("bob"));
    Vote carol = vote("2", Decision.DENY, person("carol"));

    assertThat(count(1, bob, carol).verdict()).isEqualTo(new Verdict.Denied(carol));
    assertThat(count(1, carol, bob).verdict()).isEqualTo(new Verdict.Denied(carol));
  }

  @Test
  void aDenyOfAnotherPlanEndsItAsWell() {
    Vote carol = new Vote("1", "deploy", Decision.DENY, "plan-0", null, ASKED, person("carol"));

    assertThat(count(1, carol).verdict()).isEqualTo(new Verdict.Denied(carol));
  }

  @Test
  void whoHoldsNoRightHasNoSay() {
    var mallory = new Voter.Known("mallory", "mallory", false, null);
    Vote approve = vote("1", Decision.APPROVE, mallory);
    Vote deny = vote("2", Decision.DENY, mallory);
    Vote cancel = vote("3", Decision.CANCEL, mallory);

    Tally tally = count(1, approve, deny, cancel);

    assertThat(tally.verdict()).isEqualTo(new Verdict.Awaiting(List.of(), 1, false));
    assertThat(tally.judgements())
        .extracting(Judgement::reason)
        .containsExactly("Forbidden", "Forbidden", "Forbidden");
  }

  @Test
  void theRequesterMayCancelWithoutTheRightToApprove() {
    Vote cancel = vote("1", Decision.CANCEL, new Voter.Known("alice", "alice", false, null));

    assertThat(count(1, cancel).verdict()).isEqualTo(new Verdict.Cancelled(cancel));
  }

  @Test
  void anApprovalIsBoundToThePlanThatWasRead() {
    Vote bob = new Vote("1", "deploy", Decision.APPROVE, "plan-0", null, ASKED, person("bob"));

    Tally tally = count(1, bob);

    assertThat(tally.verdict()).isEqualTo(new Verdict.Awaiting(List.of(), 1, true));
    assertThat(reasonOf(tally, bob)).isEqualTo("PlanChanged");
  }

  @Test
  void anApprovalForAnotherDefinitionDoesNotCount() {
    Vote bob = new Vote("1", "restart", Decision.APPROVE, PLAN, null, ASKED, person("bob"));

    assertThat(reasonOf(count(1, bob), bob)).isEqualTo("OtherDefinition");
  }

  @Test
  void aServiceAccountIsNoPerson() {
    String name = "system:serviceaccount:shop:robot";
    Vote robot = vote("1", Decision.APPROVE, new Voter.Known(name, name, true, null));

    assertThat(reasonOf(count(1, robot), robot)).isEqualTo("ServiceAccount");
  }

  @Test
  void whoNobodyKnowsDoesNotCountAndReadsWhy() {
    Vote ghost = vote("1", Decision.APPROVE, new Voter.Unknown("ghost", "Nobody knows you."));

    Tally tally = count(1, ghost);

    assertThat(tally.judgements())
        .containsExactly(Judgement.ignored(ghost, "UnknownPerson", "Nobody knows you."));
  }

  @Test
  void directOnlyCountsOwnCredentialsOnly() {
    var policy = new ApprovalPolicy(1, null, null, true, null);
    Vote chat = vote("1", Decision.APPROVE, new Voter.Known("bob", "bob", true, "slack"));
    Vote kubectl = vote("2", Decision.APPROVE, person("carol"));

    Tally tally = ballot(policy).count(List.of(chat, kubectl), ASKED);

    assertThat(reasonOf(tally, chat)).isEqualTo("DirectOnly");
    assertThat(tally.verdict()).isEqualTo(new Verdict.Approved(List.of(kubectl)));
  }

  @Test
  void anApprovalStoredAtTheVeryMomentOfExpiryComesTooLate() {
    Vote late = at(CLOSES, person("bob"));
    Vote inTime = at(CLOSES.minusSeconds(1), person("bob"));

    assertThat(ballot(policy(1)).count(List.of(late), CLOSES).verdict())
        .isEqualTo(new Verdict.Expired(List.of(), 1));
    assertThat(ballot(policy(1)).count(List.of(inTime), CLOSES.plusSeconds(60)).verdict())
        .as("whoever counts later counts the same")
        .isEqualTo(new Verdict.Approved(List.of(inTime)));
  }

  @Test
  void onlyANoHasASayWhereThereIsNoPlan() {
    Vote approve = vote("1", Decision.APPROVE, person("bob"));
    Vote strange = vote("2", Decision.CANCEL, new Voter.Known("eve", "eve", false, null));
    Vote deny = vote("3", Decision.DENY, person("bob"));

    Tally tally = ballot(null).object(List.of(approve, strange, deny));

    assertThat(tally.verdict()).isEqualTo(new Verdict.Denied(deny));
    assertThat(tally.judgements())
        .extracting(Judgement::reason)
        .containsExactly("NoPlan", "Forbidden", "Counted");
    assertThat(ballot(null).object(List.of(approve, strange)).verdict())
        .isEqualTo(new Verdict.Approved(List.of()));
  }

  @Test
  void onlyACancelHasASayOnceItRuns() {
    Vote approve = vote("1", Decision.APPROVE, person("bob"));
    Vote deny = vote("2", Decision.DENY, person("bob"));
    Vote cancel = vote("3", Decision.CANCEL, person("alice"));

    Tally tally = ballot(policy(1)).interrupt(List.of(approve, deny, cancel), Set.of());

    assertThat(tally.verdict()).isEqualTo(new Verdict.Cancelled(cancel));
    assertThat(tally.judgements())
        .extracting(Judgement::reason)
        .containsExactly("TooLate", "TooLate", "Counted");
    assertThat(ballot(policy(1)).interrupt(List.of(approve, deny), Set.of()).verdict())
        .isEqualTo(new Verdict.Approved(List.of()));
  }

  @Test
  void whatACommandStartedWithCountsAndStopsNothing() {
    Vote agreed = vote("1", Decision.APPROVE, person("bob"));
    Vote late = vote("2", Decision.APPROVE, person("carol"));

    Tally tally = ballot(policy(1)).interrupt(List.of(agreed, late), Set.of("1"));

    assertThat(tally.verdict()).isEqualTo(new Verdict.Approved(List.of()));
    assertThat(tally.judgements())
        .extracting(Judgement::reason)
        .containsExactly("Counted", "TooLate");
  }

  private static Tally count(int needed, Vote... votes) {
    return ballot(policy(needed)).count(List.of(votes), ASKED.plusSeconds(60));
  }

  private static Ballot ballot(@Nullable ApprovalPolicy policy) {
    return new Ballot("deploy", policy, "alice", PLAN, CLOSES);
  }

  private static ApprovalPolicy policy(int needed) {
    return new ApprovalPolicy(needed, null, null, null, null);
  }

  private static Voter.Known person(String name) {
    return new Voter.Known(name, name, true, null);
  }

  private static Vote vote(String id, Decision decision, Voter voter) {
    return new Vote(id, "deploy", decision, PLAN, null, ASKED.plusSeconds(10), voter);
  }

  private static Vote at(Instant instant, Voter voter) {
    return new Vote("1", "deploy", Decision.APPROVE, PLAN, null, instant, voter);
  }

  private static String reasonOf(Tally tally, Vote vote) {
    return tally.judgements().stream()
        .filter(judgement -> judgement.vote().equals(vote))
        .findFirst()
        .orElseThrow()
        .reason();
  }
}
