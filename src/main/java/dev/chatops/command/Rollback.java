package dev.chatops.command;

import dev.chatops.action.Effect;
import dev.chatops.action.Excerpt;
import dev.chatops.action.Workload;
import dev.chatops.action.deploy.Retreat;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.PutBack;
import dev.chatops.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Takes back a change whose rollout failed, where its definition wants that.
///
/// That it is to be taken back is stored first, as the condition `RolledBack`, Unknown. The write
/// has a mark of its own and applies only to what the command itself left, so it is made once and
/// touches nothing that anybody changed since. The command ends with its failure all the same.
final class Rollback {

  /// So long after the failure it is tried.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration AT_ONCE = Duration.ofMillis(50);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration ACCESS_AGAIN = Duration.ofSeconds(5);

  /// Room for the failure beside what became of it.
  private static final int FAILURE = 300;

  private final Targets targets;
  private final Writes writes;

  Rollback(Targets targets) {
    this.targets = targets;
    this.writes = new Writes(targets);
  }

  /// The end of a change whose rollout was seen to fail, or the beginning of taking it back.
  static Outcome orEnd(Run run, Reason reason, String message, Dossier dossier) {
    boolean rolledOut = reason == Reason.ROLLOUT_FAILED || reason == Reason.TIMED_OUT;
    if (run.resolved().putBack() == null || !rolledOut) {
      return Outcome.finished(reason, message, dossier);
    }
    return open(
        dossier.withRollback(new Dossier.Finding(ConditionStatus.UNKNOWN, reason.word(), message)),
        AT_ONCE);
  }

  /// Goes on with a command whose failure is stored.
  Outcome resume(ChatCommand command, Instant now, Ongoing ongoing) {
    Run run = Run.of(command, now, ongoing);
    try {
      return takeBack(run);
    } catch (Targets.AccessDenied e) {
      return isLate(run) ? left(run, e.sentence()) : open(run.dossier(), ACCESS_AGAIN);
    }
  }

  private Outcome takeBack(Run run) {
    PutBack former = Objects.requireNonNull(run.resolved().putBack());
    Workload target = targets.read(run.runner(), run.target()).orElse(null);
    if (target == null || !run.isTarget(target)) {
      return left(run, run.title() + " was deleted in the meantime.");
    }
    if (Mark.isRolledBackOn(target, run.command())) {
      return done(run, former);
    }
    if (!run.observer().fingerprint(target, null).equals(run.resolved().expected())) {
      return left(run, run.changed(target) + " in the meantime.");
    }
    Optional<Effect> effect = Retreat.effect(target, former, Mark.ofRollback(run.command()));
    if (effect.isEmpty()) {
      return left(run, run.changed(target) + " in the meantime.");
    }
    return switch (writes.apply(
        run.runner(), run.target(), effect.get(), Mark.rollbackManager(run))) {
      case Writes.Attempt.Applied _ -> done(run, former);
      case Writes.Attempt.Refused(String message) -> left(run, message);
      case Writes.Attempt.Fenced() when isLate(run) ->
          left(run, run.title() + " changes all the time.");
      case Writes.Attempt.Fenced() -> open(run.dossier(), SOON);
    };
  }

  /// A pass that threw, while a change was to be taken back.
  ///
  /// @return empty where it is tried again
  static Optional<Outcome> setback(ChatCommand command, String cause, Instant now) {
    Run run = Run.of(command, now, new Ongoing(true, now));
    return isLate(run)
        ? Optional.of(
            end(
                run,
                ConditionStatus.FALSE,
                "RollbackUnknown",
                "It cannot be told whether it was rolled back; look at %s. %s"
                    .formatted(run.title(), cause)))
        : Optional.empty();
  }

  private static Outcome done(Run run, PutBack former) {
    return end(
        run,
        ConditionStatus.TRUE,
        "RolledBack",
        "Rolled back: the image of %s is %s again."
            .formatted(former.container(), Excerpt.of(former.image(), 120)));
  }

  private static Outcome left(Run run, String why) {
    return end(run, ConditionStatus.FALSE, "NotRolledBack", "Not rolled back: " + why);
  }

  private static Outcome end(Run run, ConditionStatus status, String reason, String message) {
    Dossier.Finding failure = failure(run);
    return Outcome.finished(
        failure.reason().equals(Reason.TIMED_OUT.word()) ? Reason.TIMED_OUT : Reason.ROLLOUT_FAILED,
        Excerpt.of(failure.message(), FAILURE) + " " + message,
        run.dossier().withRollback(new Dossier.Finding(status, reason, message)));
  }

  private static Outcome open(Dossier dossier, Duration again) {
    Dossier.Finding failure = Objects.requireNonNull(dossier.rollback());
    return Outcome.waiting(
        Reason.RUNNING, "It failed and is rolled back: " + failure.message(), dossier, again);
  }

  private static boolean isLate(Run run) {
    Instant failed =
        Condition.find(run.command().getStatus().conditions(), StatusSummary.ROLLED_BACK)
            .map(c -> c.lastTransitionTime())
            .orElse(run.now());
    return run.now().isAfter(failed.plus(PATIENCE));
  }

  private static Dossier.Finding failure(Run run) {
    return Objects.requireNonNull(run.dossier().rollback());
  }
}
