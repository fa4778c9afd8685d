package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Action;
import dev.chatops.action.Actions;
import dev.chatops.action.Facts;
import dev.chatops.action.Observation;
import dev.chatops.action.Observer;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Resolved;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A command from `Running` to its end: acts once, then looks.
///
/// Every pass begins by looking for the mark. Found: the effect is in place and is observed. Not
/// found and the target unchanged since the plan: the effect was never stored, so it is made
/// (again). Anything else: nobody knows.
final class Execution {

  /// Whatever is lost, a running command is looked at this often.
  private static final Duration SAFETY = Duration.ofSeconds(30);

  /// A rollout that has not ended by now is asked what it waits for.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int ATTEMPTS = 5;

  private final Targets targets;
  private final Survey survey;
  private final Resolve resolve;
  private final Authorize authorize;
  private final Diagnosis diagnosis;

  Execution(Targets targets, Resolve resolve, Authorize authorize) {
    this.targets = targets;
    this.survey = new Survey(targets);
    this.resolve = resolve;
    this.authorize = authorize;
    this.diagnosis = new Diagnosis(targets);
  }

  /// Makes the change of a command whose `Running` has just been stored by this very call chain.
  Outcome act(ChatCommand command, Work work, Ongoing ongoing) {
    Run run = Run.of(command, work.now(), ongoing);
    Plan plan = work.planned().plan();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      switch (apply(run, plan)) {
        case Targets.Attempt.Applied(JsonNode after) -> {
          ongoing.effectSeen();
          // A Scale does not tell whether the replicas are there; the watch that opens next does.
          return plan.effect().onScale()
              ? running(run, run.progress(), SAFETY)
              : observe(run, new Workload(after), null);
        }
        case Targets.Attempt.Refused(String message) -> {
          return Outcome.finished(Reason.FAILED, message + " Nothing was done.", run.dossier());
        }
        case Targets.Attempt.Fenced() -> {
          Facts facts = facts(run, work.resolved().action());
          if (facts == null || !untouched(run, facts.target())) {
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
    return running(run, run.progress(), Duration.ofSeconds(1));
  }

  /// Goes on with a command that was found in `Running`.
  Outcome resume(ChatCommand command, Instant now, Ongoing ongoing) {
    return look(Run.of(command, now, ongoing));
  }

  private Outcome look(Run run) {
    Workload target = targets.read(run.runner(), run.target()).orElse(null);
    if (target == null || !target.uid().equals(run.ref().uid())) {
      return run.ongoing().isEffectSeen()
          ? Outcome.finished(
              Reason.SUPERSEDED, run.title() + " was deleted in the meantime.", run.dossier())
          : unknown(run, run.title() + " was deleted at the moment of the change");
    }
    if (Mark.isOn(target, run.command())) {
      run.ongoing().effectSeen();
    }
    if (run.ongoing().isEffectSeen()) {
      JsonNode scale =
          run.verb().equals("scale")
              ? targets.scale(run.runner(), run.target(), target).orElse(null)
              : null;
      return observe(run, target, scale);
    }
    if (!untouched(run, target)) {
      return unknown(run, run.title() + " was changed" + by(target) + " and carries no mark");
    }
    return again(run);
  }

  /// The effect was never stored: make it, if the definition and the right to run still say what
  /// they said.
  private Outcome again(Run run) {
    if (run.overdue()) {
      return Outcome.finished(
          Reason.TIMED_OUT,
          "The change could not be made in time; " + run.title() + " is as it was.",
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
        return running(run, run.progress(), later);
      }
    }
    if (authorize.take(work) instanceof Step.Answer.Done(Reason reason, String message, Work w)) {
      return Outcome.finished(reason, message + " Nothing was done.", run.dossier());
    }
    Facts facts = facts(run, work.resolved().action());
    if (facts == null
        || !(work.resolved().action().plan(facts) instanceof Planning.Planned(Plan plan))
        || !sameDigest(run, work, plan)) {
      return unknown(run, "the plan made anew is not the plan that was stored");
    }
    return switch (apply(run, plan)) {
      case Targets.Attempt.Applied(JsonNode after) -> {
        run.ongoing().effectSeen();
        yield look(run);
      }
      case Targets.Attempt.Refused(String message) ->
          Outcome.finished(Reason.FAILED, message + " Nothing was done.", run.dossier());
      case Targets.Attempt.Fenced() -> running(run, run.progress(), Duration.ofSeconds(1));
    };
  }

  private Outcome observe(Run run, Workload target, @Nullable JsonNode scale) {
    Observer observer = Actions.observer(run.verb());
    if (!observer.fingerprint(target, scale).equals(run.resolved().expected())) {
      return Outcome.finished(
          Reason.SUPERSEDED,
          run.title() + " was changed" + by(target) + " while this command ran.",
          run.dossier());
    }
    return switch (observer.observe(target, scale)) {
      case Observation.Succeeded(String message) ->
          Outcome.finished(
              Reason.COMPLETED,
              run.plan().summary() + ": " + run.withoutTitle(message),
              run.dossier());
      case Observation.Failed(String message) ->
          Outcome.finished(
              Reason.ROLLOUT_FAILED,
              message + diagnosis.of(run.runner(), target).map(d -> " " + d).orElse(""),
              run.dossier());
      case Observation.InProgress(Progress progress) -> wait(run, target, progress);
    };
  }

  private Outcome wait(Run run, Workload target, Progress progress) {
    if (run.overdue()) {
      return Outcome.finished(
          Reason.TIMED_OUT,
          "Not there in time: "
              + progress.message()
              + "."
              + diagnosis.of(run.runner(), target).map(d -> " " + d).orElse(""),
          run.dossier());
    }
    Duration left = run.ongoing().untilNextReport(run.now());
    if (!left.isZero()) {
      return running(run, run.progress(), left);
    }
    Progress told = progress;
    if (run.startedFor().compareTo(PATIENCE) >= 0) {
      told =
          diagnosis
              .of(run.runner(), target)
              .map(d ->
                  new Progress(progress.done(), progress.total(), progress.message() + "; " + d))
              .orElse(progress);
    }
    return running(run, told, SAFETY);
  }

  private static Outcome running(Run run, @Nullable Progress progress, Duration again) {
    Duration untilDeadline = Duration.between(run.now(), run.deadline()).plusSeconds(1);
    Duration next = again.compareTo(untilDeadline) < 0 ? again : untilDeadline;
    return Outcome.waiting(
        Reason.RUNNING,
        run.plan().summary()
            + (progress == null ? "" : ": " + run.withoutTitle(progress.message())),
        progress == null ? run.dossier() : run.dossier().withProgress(progress),
        next.isNegative() || next.isZero() ? Duration.ofSeconds(1) : next);
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

  private Targets.Attempt apply(Run run, Plan plan) {
    return targets.apply(
        run.runner(), run.target(), plan.effect(), Mark.fieldManager(run.command()));
  }

  private @Nullable Facts facts(Run run, Action action) {
    return survey
        .of(
            run.runner(),
            action,
            run.command().getMetadata().getUid(),
            run.dossier().startedAtOrThrow())
        .filter(facts -> facts.target().uid().equals(run.ref().uid()))
        .orElse(null);
  }

  /// The generation counts every change of the spec, so the same generation means that nothing was
  /// stored.
  private static boolean untouched(Run run, Workload target) {
    return target.generation() == run.resolved().baseGeneration()
        && !Mark.isOn(target, run.command());
  }

  private static boolean sameDigest(Run run, Work work, Plan plan) {
    var definition = Objects.requireNonNull(work.dossier().definition());
    String digest =
        PlanDigest.of(
            definition, work.resolved().arguments(), run.ref().uidOrThrow(), plan.wanted());
    return digest.equals(run.plan().digest());
  }

  private static String changedBefore(Run run, @Nullable Facts facts) {
    return run.title()
        + (facts == null ? " was deleted" : " was changed" + by(facts.target()))
        + " at the moment this command was to change it. Nothing was done.";
  }

  private static String by(Workload target) {
    String manager = target.lastManager();
    return manager.isEmpty() ? " by somebody else" : " by " + manager;
  }

  /// One running command in one pass.
  private record Run(
      ChatCommand command,
      Instant now,
      Dossier dossier,
      Resolved resolved,
      CommandPlan plan,
      Ongoing ongoing) {

    static Run of(ChatCommand command, Instant now, Ongoing ongoing) {
      Dossier dossier = Dossier.of(command.getStatus());
      return new Run(
          command,
          now,
          dossier,
          Objects.requireNonNull(dossier.resolved()),
          Objects.requireNonNull(dossier.plan()),
          ongoing);
    }

    Targets.Runner runner() {
      return new Targets.Runner(
          command.getMetadata().getNamespace(), resolved.serviceAccountName());
    }

    TargetRef ref() {
      return plan.target();
    }

    Target target() {
      return new Target(ref().apiVersion(), ref().kind(), ref().name());
    }

    String title() {
      return ref().kind().toLowerCase(java.util.Locale.ROOT) + "/" + ref().name();
    }

    /// The plan's summary names the target already.
    String withoutTitle(String message) {
      String prefix = title() + ": ";
      return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    String verb() {
      return resolved.action();
    }

    @Nullable Progress progress() {
      return dossier.progress();
    }

    Instant deadline() {
      return Objects.requireNonNull(dossier.deadline());
    }

    boolean overdue() {
      return !now.isBefore(deadline());
    }

    Duration startedFor() {
      return Duration.between(dossier.startedAtOrThrow(), now);
    }
  }
}
