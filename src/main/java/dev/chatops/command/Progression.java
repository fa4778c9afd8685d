package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Observation;
import dev.chatops.action.Observer;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A change that was made, on the way to its end: what its target tells.
final class Progression {

  /// Whatever is lost, a running command is looked at this often.
  static final Duration SAFETY = Duration.ofSeconds(30);

  private static final Duration SOON = Duration.ofSeconds(1);

  /// A rollout that has not ended by now is asked what it waits for.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Diagnosis diagnosis;
  private final JobLog log;

  Progression(Diagnosis diagnosis, JobLog log) {
    this.diagnosis = diagnosis;
    this.log = log;
  }

  /// @param scale its scale subresource, where the action is about that
  Outcome observe(Run run, Workload target, @Nullable JsonNode scale) {
    Observer observer = run.observer();
    Contest contest = Contest.of(run, target);
    if (Mark.isRolledBackOn(target, run.command())) {
      // Another leader has got further; what it stored is on its way here.
      return running(run, SOON);
    }
    if (!observer.fingerprint(target, scale).equals(run.resolved().expected())) {
      return contest
          .lost()
          .map(why -> Outcome.finished(Reason.REVERTED_BY_OWNER, why, run.dossier()))
          .orElseGet(() ->
              Outcome.finished(
                  Reason.SUPERSEDED,
                  run.changed(target) + " while this command ran.",
                  run.dossier()));
    }
    return switch (observer.observe(target, scale)) {
      case Observation.Succeeded(String message) when contest.isOpen() ->
          watched(run, target, contest, message);
      case Observation.Succeeded(String message) ->
          Outcome.finished(
              Reason.COMPLETED,
              run.plan().summary() + ": " + contest.closed(run.withoutTitle(message)),
              told(run, target, Reason.COMPLETED));
      case Observation.Failed(Reason reason, String message) ->
          Rollback.orEnd(
              run,
              reason,
              message + diagnosis.of(run.runner(), target).map(d -> " " + d).orElse(""),
              told(run, target, reason));
      case Observation.InProgress(Progress progress) -> wait(run, target, progress);
    };
  }

  private Outcome wait(Run run, Workload target, Progress progress) {
    if (run.overdue()) {
      return Rollback.orEnd(
          run,
          Reason.TIMED_OUT,
          "Not there in time: "
              + progress.message()
              + "."
              + diagnosis.of(run.runner(), target).map(d -> " " + d).orElse(""),
          told(run, target, Reason.TIMED_OUT));
    }
    Duration left = run.ongoing().untilNextReport(run.now());
    if (!left.isZero()) {
      return running(run, left);
    }
    if (run.isJob() && !run.ongoing().isLookDue(run.now())) {
      return running(run, SAFETY);
    }
    Progress seen = progress;
    if (run.startedFor().compareTo(PATIENCE) >= 0) {
      seen =
          diagnosis
              .of(run.runner(), target)
              .map(d ->
                  new Progress(progress.done(), progress.total(), progress.message() + "; " + d))
              .orElse(progress);
    }
    Dossier told = told(run, target, Reason.RUNNING);
    run.ongoing().looked(run.now(), !told.equals(run.dossier()) || !seen.equals(run.progress()));
    return running(run, seen, told, SAFETY);
  }

  private Outcome watched(Run run, Workload target, Contest contest, String message) {
    var progress = new Progress(1, 1, contest.watched(run.withoutTitle(message)));
    Duration left = contest.left();
    return running(
        run,
        progress,
        told(run, target, Reason.RUNNING),
        left.compareTo(SAFETY) < 0 ? left : SAFETY);
  }

  /// What is known, with what the command printed or produced until now.
  ///
  /// @param reason how it stands
  private Dossier told(Run run, Workload target, Reason reason) {
    if (run.isJob()) {
      return log.read(run, target, reason);
    }
    boolean usable = reason == Reason.COMPLETED || reason == Reason.PARTIALLY_FAILED;
    Engine engine = run.resolved().engine();
    return engine == null
        ? run.dossier()
        : run.dossier().withOutput(run.dossier().output(), Produce.of(run, engine, target, usable));
  }

  /// Nothing new; looked at again after `again`, or when its time is up.
  static Outcome running(Run run, Duration again) {
    return running(run, run.progress(), run.dossier(), again);
  }

  private static Outcome running(
      Run run, @Nullable Progress progress, Dossier dossier, Duration again) {
    Duration untilDeadline = Duration.between(run.now(), run.deadline()).plusSeconds(1);
    Duration next = again.compareTo(untilDeadline) < 0 ? again : untilDeadline;
    return Outcome.waiting(
        Reason.RUNNING,
        run.plan().summary()
            + (progress == null ? "" : ": " + run.withoutTitle(progress.message())),
        progress == null ? dossier : dossier.withProgress(progress),
        next.isNegative() || next.isZero() ? Duration.ofSeconds(1) : next);
  }
}
