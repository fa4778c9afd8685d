package dev.chatops.policy.approval;

import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The question that is voted on: may this plan of this command be carried out?
///
/// Counts persons, never accounts. One Deny or Cancel of somebody who has that say ends it,
/// whatever else was voted. Every count begins anew from all votes, so a right that is gone, a plan
/// that changed or a person who turned out to be another counts at once.
///
/// @param definition name of the AllowedCommand
/// @param policy null where nobody needs to agree; Deny and Cancel count all the same
/// @param requester the person who asked
/// @param planDigest the plan as it is now
/// @param closes votes stored at or after this instant come too late to agree
public record Ballot(
    String definition,
    @Nullable ApprovalPolicy policy,
    String requester,
    String planDigest,
    Instant closes) {

  /// @param votes all that were stored, in any order
  /// @param now when they were read
  public Tally count(List<Vote> votes, Instant now) {
    var voices = new LinkedHashMap<String, Vote>();
    var judgements = new ArrayList<Judgement>();
    List<Vote> inOrder =
        votes.stream().sorted(Comparator.comparing(Vote::at).thenComparing(Vote::id)).toList();
    for (Vote vote : inOrder) {
      judgements.add(judge(vote, voices));
    }
    return new Tally(verdict(List.copyOf(voices.values()), judgements, now), judgements);
  }

  /// Counts for a command that nobody can tell the plan of at the moment: only a no has a say then.
  ///
  /// @return `Denied`, `Cancelled`, or `Approved` by nobody
  public Tally object(List<Vote> votes) {
    var judgements = new ArrayList<Judgement>();
    for (Vote vote : votes) {
      judgements.add(
          vote.decision() == Decision.APPROVE
              ? Judgement.ignored(
                  vote, "NoPlan", "There is nothing to agree to now; it is counted once there is.")
              : judge(vote, new LinkedHashMap<>()));
    }
    return new Tally(ended(judgements).orElse(new Verdict.Approved(List.of())), judgements);
  }

  /// Counts for a command that has started: only a Cancel has a say then.
  ///
  /// @param agreed ids of the votes that it started with
  /// @return `Cancelled`, or `Approved` by nobody
  public Tally interrupt(List<Vote> votes, Set<String> agreed) {
    var judgements = new ArrayList<Judgement>();
    for (Vote vote : votes) {
      judgements.add(
          agreed.contains(vote.id())
              ? Judgement.counted(vote, "The command started with it.")
              : interrupt(vote));
    }
    return new Tally(ended(judgements).orElse(new Verdict.Approved(List.of())), judgements);
  }

  private Judgement interrupt(Vote vote) {
    return vote.decision() == Decision.CANCEL
        ? judge(vote, new LinkedHashMap<>())
        : Judgement.ignored(
            vote, "TooLate", "The command had started before; only a Cancel stops it.");
  }

  private static Optional<Verdict> ended(List<Judgement> judgements) {
    return judgements.stream()
        .filter(Judgement::counted)
        .map(Judgement::vote)
        .filter(vote -> vote.decision() != Decision.APPROVE)
        .findFirst()
        .map(no ->
            no.decision() == Decision.DENY ? new Verdict.Denied(no) : new Verdict.Cancelled(no));
  }

  private Verdict verdict(List<Vote> voices, List<Judgement> judgements, Instant now) {
    Optional<Verdict> ended = ended(judgements);
    if (ended.isPresent()) {
      return ended.get();
    }
    if (policy == null) {
      return new Verdict.Approved(List.of());
    }
    if (voices.size() >= policy.count()) {
      return new Verdict.Approved(voices);
    }
    if (!now.isBefore(closes)) {
      return new Verdict.Expired(voices, policy.count());
    }
    return new Verdict.Awaiting(
        voices,
        policy.count(),
        judgements.stream().anyMatch(judgement -> judgement.reason().equals("PlanChanged")));
  }

  /// @param voices persons who agreed so far; a vote that counts as another voice joins them
  private Judgement judge(Vote vote, LinkedHashMap<String, Vote> voices) {
    if (!vote.definition().equals(definition)) {
      return Judgement.ignored(
          vote,
          "OtherDefinition",
          "spec.definition is "
              + vote.definition()
              + ", but the command asks for "
              + definition
              + ".");
    }
    return switch (vote.voter()) {
      case Voter.Unknown(String name, String why) -> Judgement.ignored(vote, "UnknownPerson", why);
      case Voter.Known voter ->
          switch (vote.decision()) {
            case CANCEL -> cancel(vote, voter);
            case DENY ->
                voter.mayApprove()
                    ? Judgement.counted(vote, "The command was denied.")
                    : notAllowed(vote, voter);
            case APPROVE -> approve(vote, voter, voices);
          };
    };
  }

  private Judgement cancel(Vote vote, Voter.Known voter) {
    return voter.person().equals(requester) || voter.mayApprove()
        ? Judgement.counted(vote, "The command was cancelled.")
        : Judgement.ignored(
            vote,
            "Forbidden",
            voter.username()
                + " may not cancel it: only its requester may, or who holds the verb approve on"
                + " allowedcommands/"
                + definition
                + ".");
  }

  private Judgement approve(Vote vote, Voter.Known voter, LinkedHashMap<String, Vote> voices) {
    if (policy == null) {
      return Judgement.ignored(vote, "NotNeeded", definition + " needs no approval.");
    }
    if (!vote.at().isBefore(closes)) {
      return Judgement.ignored(vote, "TooLate", "Approvals were waited for until " + closes + ".");
    }
    if (!planDigest.equals(vote.planDigest())) {
      return Judgement.ignored(
          vote, "PlanChanged", "The plan is another one now: read it and decide again.");
    }
    if (!voter.mayApprove()) {
      return notAllowed(vote, voter);
    }
    if (voter.serviceAccount()) {
      return Judgement.ignored(
          vote,
          "ServiceAccount",
          "A service account is not a person: approve with your own login.");
    }
    if (policy.ownCredentialsOnly() && !voter.direct()) {
      return Judgement.ignored(
          vote,
          "DirectOnly",
          definition + " is approved with your own cluster login only, not from chat.");
    }
    if (voter.person().equals(requester) && !policy.requesterCounts()) {
      return Judgement.ignored(
          vote, "Requester", "Who asks does not approve: somebody else has to agree.");
    }
    Vote earlier = voices.putIfAbsent(voter.person(), vote);
    return earlier == null
        ? Judgement.counted(
            vote, "Approval " + voices.size() + " of " + policy.count() + " that are needed.")
        : Judgement.ignored(
            vote, "SamePerson", voter.person() + " has approved it already; persons are counted.");
  }

  private Judgement notAllowed(Vote vote, Voter.Known voter) {
    return Judgement.ignored(
        vote,
        "Forbidden",
        voter.username()
            + " may not approve or deny it: this needs the verb approve on allowedcommands/"
            + definition
            + ".");
  }
}
