package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Action;
import dev.chatops.action.Facts;
import dev.chatops.action.Observation;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.policy.approval.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A command from `Running` to its end: acts once, then looks.
///
/// Every pass begins by looking for the mark. Found: the effect is in place and is observed. Not
/// found and the target unchanged since the plan: the effect was never stored, so it is made
/// (again). Anything else: nobody knows.
final class Execution {

  /// How soon the change is tried again where something came in between.
  private static final Duration SOON = Duration.ofSeconds(1);

  /// How soon a target that could not be read is tried again.
  private static final Duration ACCESS_AGAIN = Duration.ofSeconds(5);

  private static final int ATTEMPTS = 5;

  private final Targets targets;
  private final Survey survey;
  private final Writes writes;
  private final Traces traces;
  private final Resolve resolve;
  private final Authorize authorize;
  private final LimitGate limits;
  private final ApprovalGate approval;
  private final Progression progression;

  Execution(
      Targets targets,
      Resolve resolve,
      Authorize authorize,
      LimitGate limits,
      ApprovalGate approval,
      Archive archive) {
    this.targets = targets;
    this.survey = new Survey(targets);
    this.writes = new Writes(targets);
    this.traces = new Traces(targets);
    this.resolve = resolve;
    this.authorize = authorize;
    this.limits = limits;
    this.approval = approval;
    this.progression = new Progression(new Diagnosis(targets), new JobLog(targets, archive));
  }

  /// Makes the change of a command whose `Running` has just been stored by this very call chain.
  Outcome act(ChatCommand command, Work work, Ongoing ongoing) {
    Run run = Run.of(command, work.now(), ongoing);
    Optional<Outcome> beyond = beyondLimits(run, work);
    if (beyond.isPresent()) {
      return beyond.get();
    }
    Plan plan = work.planned().plan();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      switch (apply(run, plan)) {
        case Writes.Attempt.Applied(JsonNode after) -> {
          ongoing.effectSeen();
          // A Scale does not tell whether the replicas are there; the watch that opens next does.
          return plan.effect().onScale()
              ? Progression.running(run, Progression.SAFETY)
              : progression.observe(run, new Workload(after), null);
        }
        case Writes.Attempt.Refused(String message) -> {
          return Outcome.finished(Reason.FAILED, message + " Nothing was done.", run.dossier());
        }
        case Writes.Attempt.Fenced() when run.creates() -> {
          return look(run);
        }
        case Writes.Attempt.Fenced() -> {
          Facts facts = facts(run, work.resolved().action());
          if (facts == null || !Traces.untouched(run, facts.target())) {
            return facts != null && Mark.isOn(facts.target(), command)
                ? look(run)
                : Outcome.finished(Reason.SUPERSEDED, changedBefore(run, facts), run.dossier());
          }
          if (!(work.resolved().action().plan(facts) instanceof Planning.Planned(Plan again))) {
            return Outcome.finished(Reason.SUPERSEDED, changedBefore(run, facts), run.dossier());
          }
          plan = again;
        }
      }
    }
    return Progression.running(run, SOON);
  }

  /// Goes on with a command that was found in `Running`.
  Outcome resume(ChatCommand command, Instant now, Ongoing ongoing) {
    Run run = Run.of(command, now, ongoing);
    try {
      return look(run);
    } catch (Targets.AccessDenied e) {
      return unseen(run, e.sentence());
    }
  }

  /// The right to look was taken away: it may come back until the deadline.
  private static Outcome unseen(Run run, String why) {
    if (!run.overdue()) {
      return Outcome.waiting(
          Reason.RUNNING, run.plan().summary() + ": " + why, run.dossier(), ACCESS_AGAIN);
    }
    return run.ongoing().isEffectSeen()
        ? Outcome.finished(
            Reason.TIMED_OUT, "The change was made, its end was not seen: " + why, run.dossier())
        : unknown(run, "nobody could look in time (" + why + ")");
  }

  /// Ends a running command because somebody who may said so. Undoes nothing, and says what is
  /// done.
  Outcome stop(ChatCommand command, Vote by, Instant now, Ongoing ongoing) {
    Run run = Run.of(command, now, ongoing);
    String state =
        switch (traces.of(run)) {
          case Trace.InPlace(Workload target) -> run.isJob() ? deleted(run, target) : stays(run);
          case Trace.NotMade() when run.creates() -> "It had not begun.";
          case Trace.NotMade() -> "The change had not been made; " + run.title() + " is as it was.";
          case Trace.Gone() ->
              run.plan().summary()
                  + " was made, and "
                  + run.title()
                  + " was deleted since. Nothing was undone.";
          case Trace.Unclear(String why) ->
              "It cannot be told whether the change was made; look at " + run.title() + ".";
        };
    return Outcome.finished(
        Reason.CANCELLED,
        "Cancelled by " + Ballots.said(by) + " " + state,
        run.dossier().withApprovals(Ballots.evidence(run.dossier().approvals(), by)));
  }

  private static String stays(Run run) {
    Progress progress = run.progress();
    String what = run.creates() ? run.title() : run.plan().summary();
    return what
        + " was made and stays"
        + (progress == null ? "" : "; last seen: " + run.withoutTitle(progress.message()))
        + ". Nothing was undone.";
  }

  private String deleted(Run run, Workload target) {
    if (!(run.observer().observe(target, null) instanceof Observation.InProgress)) {
      return run.title() + " had ended before. Nothing was undone.";
    }
    try {
      var _ = writes.delete(run.runner(), run.target());
      return run.title() + " was deleted; what it did until then is not undone.";
    } catch (Targets.AccessDenied e) {
      return run.title() + " goes on, as it could not be deleted: " + e.sentence();
    }
  }

  private Outcome look(Run run) {
    return switch (traces.of(run)) {
      case Trace.InPlace(Workload target) -> {
        JsonNode scale =
            run.verb().equals("scale")
                ? targets.scale(run.runner(), run.target(), target).orElse(null)
                : null;
        yield progression.observe(run, target, scale);
      }
      case Trace.NotMade() -> again(run);
      case Trace.Gone() ->
          Outcome.finished(
              Reason.SUPERSEDED, run.title() + " was deleted in the meantime.", run.dossier());
      case Trace.Unclear(String why) -> unknown(run, why);
    };
  }

  /// The effect was never stored: make it, if the definition and the right to run still say what
  /// they said.
  private Outcome again(Run run) {
    if (run.overdue()) {
      return Outcome.finished(
          Reason.TIMED_OUT,
          "The change could not be made in time; "
              + (run.creates() ? "nothing was done." : run.title() + " is as it was."),
          run.dossier());
    }
    Work begun = Work.begin(run.command(), run.dossier().startedAtOrThrow());
    Work work;
    switch (resolve.take(begun)) {
      case Step.Answer.Continue(Work found, String why) -> work = found;
      case Step.Answer.Done(Reason reason, String message, Work found) -> {
        return unknown(run, "its definition no longer says what it said (" + message + ")");
      }
      case Step.Answer.Wait(Reason reason, String message, Work found, Duration later) -> {
        return Progression.running(run, later);
      }
    }
    switch (authorize.take(work)) {
      case Step.Answer.Done(Reason reason, String message, Work found) -> {
        return Outcome.finished(reason, message + " Nothing was done.", run.dossier());
      }
      case Step.Answer.Continue(Work found, String why) -> work = found;
      case Step.Answer.Wait(Reason reason, String message, Work found, Duration later) -> {
        return Progression.running(run, later);
      }
    }
    Optional<Outcome> beyond = beyondLimits(run, work);
    if (beyond.isPresent()) {
      return beyond.get();
    }
    Facts facts = facts(run, work.resolved().action());
    if (facts != null && Mark.isOn(facts.target(), run.command())) {
      // A former leader's write arrived since the look.
      return look(run);
    }
    if (facts == null
        || !(work.resolved().action().plan(facts) instanceof Planning.Planned(Plan plan))
        || !sameDigest(run, work, plan)) {
      return unknown(run, "the plan made anew is not the plan that was stored");
    }
    switch (approval.take(work.with(work.dossier().withPlan(run.plan())))) {
      case Step.Answer.Continue(Work found, String why) -> {}
      case Step.Answer.Done(Reason reason, String message, Work found) -> {
        return Outcome.finished(reason, message, run.dossier().withDecisionsOf(found.dossier()));
      }
      case Step.Answer.Wait(Reason reason, String message, Work found, Duration later) -> {
        return Outcome.finished(
            Reason.FORBIDDEN,
            "An approval that counted counts no more, and the change had not been made. Nothing was"
                + " done.",
            run.dossier());
      }
    }
    return switch (apply(run, plan)) {
      case Writes.Attempt.Applied(JsonNode after) -> {
        run.ongoing().effectSeen();
        yield look(run);
      }
      case Writes.Attempt.Refused(String message) ->
          Outcome.finished(Reason.FAILED, message + " Nothing was done.", run.dossier());
      case Writes.Attempt.Fenced() -> Progression.running(run, SOON);
    };
  }

  /// Counted once more now that this start is stored for others to count: two that lead for a
  /// moment share no lock, and at least the later one sees both starts. Both may step back.
  private Optional<Outcome> beyondLimits(Run run, Work work) {
    return limits.take(work) instanceof Step.Answer.Done(Reason reason, String message, Work _)
        ? Optional.of(Outcome.finished(reason, message + " Nothing was done.", run.dossier()))
        : Optional.empty();
  }

  private static Outcome unknown(Run run, String why) {
    return Outcome.finished(
        Reason.OUTCOME_UNKNOWN,
        "It cannot be told whether the change was made: "
            + why
            + ". Nothing is repeated; look at "
            + run.title()
            + " and decide.",
        run.dossier());
  }

  private Writes.Attempt apply(Run run, Plan plan) {
    return writes.apply(
        run.runner(), run.target(), plan.effect(), Mark.fieldManager(run.command(), plan));
  }

  private @Nullable Facts facts(Run run, Action action) {
    return survey
        .of(run.runner(), action, run.order(), run.dossier().startedAtOrThrow())
        .filter(facts -> run.isTarget(facts.target()))
        .orElse(null);
  }

  private static boolean sameDigest(Run run, Work work, Plan plan) {
    var definition = Objects.requireNonNull(work.dossier().definition());
    return PlanDigest.of(definition, work.resolved().arguments(), plan).equals(run.plan().digest());
  }

  private static String changedBefore(Run run, @Nullable Facts facts) {
    return (facts == null ? run.title() + " was deleted" : run.changed(facts.target()))
        + " at the moment this command was to change it. Nothing was done.";
  }
}
