package dev.chatops.command;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.decision.Decisions;
import dev.chatops.identity.Access;
import dev.chatops.identity.Identities;
import dev.chatops.identity.Identity;
import dev.chatops.policy.approval.Ballot;
import dev.chatops.policy.approval.Tally;
import dev.chatops.policy.approval.Verdict;
import dev.chatops.policy.approval.Vote;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Have the people agreed who must, and has nobody said no? Votes are read and counted afresh in
/// every pass, so the last count is that of the start.
final class ApprovalGate implements Step {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final Decisions decisions;
  private final Identities identities;
  private final Approvers approvers;
  private final Hearsay hearsay;

  ApprovalGate(Decisions decisions, Identities identities, Access access, Hearsay hearsay) {
    this.decisions = decisions;
    this.identities = identities;
    this.approvers = new Approvers(identities, access);
    this.hearsay = hearsay;
  }

  @Override
  public String name() {
    return "approval";
  }

  @Override
  public Answer take(Work work) {
    ApprovalPolicy policy = work.resolved().definition().spec().approval();
    if (work.command().getSpec().wanted() == Mode.EXPLAIN) {
      return new Answer.Continue(
          work, policy == null ? "It needs none." : approvers.sentence(work, policy));
    }
    if (policy == null) {
      return hearsay.mayHaveDecisions(work.command(), work.now())
          ? count(work, null, requester(work.command()))
          : new Answer.Continue(work, "It needs none.");
    }
    return switch (identities.who(
        work.command().getSpec().requester(), work.command().getSpec().origin())) {
      // Who nobody knows could approve their own command under another name.
      case Identity.Unknown(String why) -> new Answer.Done(Reason.FORBIDDEN, why, work);
      case Identity.Known requester -> count(work, policy, requester.person());
    };
  }

  /// Somebody may say no to a command that is held up before anybody was asked.
  ///
  /// @param held where the command stands otherwise
  Answer objection(Answer held) {
    Work work = held.work();
    ChatCommand command = work.command();
    if (work.counted() != null
        || command.getSpec().wanted() != Mode.RUN
        || !hearsay.hasNews(command)) {
      return held;
    }
    Decisions.Heard heard = decisions.about(command);
    Tally tally = ballot(command, null, requester(command), "").object(heard.votes());
    Work counted = work.with(new Work.Counted(heard, tally));
    return ended(counted, tally.verdict()).orElseGet(() -> held.with(counted));
  }

  /// Whether somebody who may has cancelled a command that runs.
  ///
  /// @return empty where nobody decided anything since it started
  Optional<Work.Counted> interruption(ChatCommand command, Dossier dossier) {
    if (!hearsay.hasNews(command)) {
      return Optional.empty();
    }
    Ballot ballot =
        ballot(command, null, requester(command), Objects.requireNonNull(dossier.plan()).digest());
    Decisions.Heard heard = decisions.about(command);
    Set<String> agreed =
        dossier.approvals().stream().map(Approval::decisionUid).collect(Collectors.toSet());
    return Optional.of(new Work.Counted(heard, ballot.interrupt(heard.votes(), agreed)));
  }

  /// Tells everybody who decided what became of it.
  void reply(ChatCommand command, Work.Counted counted) {
    decisions.answer(counted.heard(), counted.tally().judgements());
    hearsay.forget(command.getMetadata().getUid());
  }

  private Answer count(Work work, @Nullable ApprovalPolicy policy, String requester) {
    Ballot ballot =
        ballot(
            work.command(),
            policy,
            requester,
            Objects.requireNonNull(work.dossier().plan()).digest());
    Decisions.Heard heard = decisions.about(work.command());
    Tally tally = ballot.count(heard.votes(), work.now());
    Work counted = work.with(new Work.Counted(heard, tally));
    return switch (tally.verdict()) {
      case Verdict.Approved(List<Vote> by) -> approved(counted, by);
      case Verdict.Awaiting awaiting -> await(counted, awaiting, ballot.closes());
      case Verdict.Expired(List<Vote> by, int needed) ->
          new Answer.Done(
              Reason.APPROVAL_EXPIRED,
              by.size()
                  + " of "
                  + needed
                  + " approvals came within "
                  + Timespan.format(Objects.requireNonNull(policy).waits())
                  + ", so nothing was done. Send it again if it is still wanted.",
              counted.with(consent(counted, ConditionStatus.FALSE, Reason.APPROVAL_EXPIRED, by)));
      case Verdict.Denied _, Verdict.Cancelled _ -> ended(counted, tally.verdict()).orElseThrow();
    };
  }

  private static Ballot ballot(
      ChatCommand command, @Nullable ApprovalPolicy policy, String requester, String planDigest) {
    Instant created = Instant.parse(command.getMetadata().getCreationTimestamp());
    return new Ballot(
        command.getSpec().command(),
        policy,
        requester,
        planDigest,
        policy == null ? Instant.MAX : created.plus(policy.waits()));
  }

  /// The person who asked; the name that they asked under where nobody can tell.
  private String requester(ChatCommand command) {
    var spec = command.getSpec();
    return identities.who(spec.requester(), spec.origin()) instanceof Identity.Known known
        ? known.person()
        : spec.requester().username();
  }

  /// Empty where nobody said no.
  private static Optional<Answer> ended(Work work, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Denied(Vote by) ->
          Optional.of(
              new Answer.Done(
                  Reason.DENIED,
                  "Denied by " + Ballots.said(by) + " Nothing was done.",
                  work.with(consent(work, ConditionStatus.FALSE, Reason.DENIED, List.of(by)))));
      case Verdict.Cancelled(Vote by) ->
          Optional.of(
              new Answer.Done(
                  Reason.CANCELLED,
                  "Cancelled by " + Ballots.said(by) + " Nothing was done.",
                  work.with(work.dossier().withApprovals(Ballots.evidence(List.of(by))))));
      default -> Optional.empty();
    };
  }

  private static Answer approved(Work work, List<Vote> by) {
    if (by.isEmpty()) {
      return new Answer.Continue(work, "It needs none.");
    }
    String sentence = "Approved by " + names(by) + ".";
    return new Answer.Continue(
        work.with(
            work.dossier()
                .withConsent(
                    new Dossier.Finding(ConditionStatus.TRUE, "Approved", sentence),
                    Ballots.evidence(by))),
        sentence);
  }

  private static Answer await(Work work, Verdict.Awaiting awaiting, Instant closes) {
    String command = work.command().getSpec().command();
    String message =
        (awaiting.replanned() ? "The plan changed, so earlier approvals no longer count. " : "")
            + awaiting.by().size()
            + " of "
            + awaiting.needed()
            + (awaiting.needed() == 1 ? " approval" : " approvals")
            + (awaiting.by().isEmpty() ? "" : " (" + names(awaiting.by()) + ")")
            + " of: "
            + Objects.requireNonNull(work.dossier().plan()).summary()
            + ". Whoever holds the verb approve on allowedcommands/"
            + command
            + " may agree until "
            + closes.truncatedTo(ChronoUnit.SECONDS)
            + ": kubectl chatops approve "
            + work.command().getMetadata().getName()
            + " -n "
            + work.command().getMetadata().getNamespace();
    var finding =
        new Dossier.Finding(
            ConditionStatus.UNKNOWN,
            awaiting.replanned() ? "PlanChanged" : Reason.AWAITING_APPROVAL.word(),
            message);
    Duration left = Duration.between(work.now(), closes).plusMillis(1);
    return new Answer.Wait(
        Reason.AWAITING_APPROVAL,
        message,
        work.with(work.dossier().withConsent(finding, Ballots.evidence(awaiting.by()))),
        left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
  }

  private static Dossier consent(Work work, ConditionStatus status, Reason reason, List<Vote> by) {
    return work.dossier()
        .withConsent(
            new Dossier.Finding(status, reason.word(), reason.sentence()), Ballots.evidence(by));
  }

  private static String names(List<Vote> by) {
    return by.stream().map(Ballots::name).collect(Collectors.joining(", "));
  }
}
