package dev.chatops.command;

import dev.chatops.action.Excerpt;
import dev.chatops.action.Workload;
import dev.chatops.action.ownership.Reclaim;
import dev.chatops.api.v1alpha1.GitOpsOverride;
import dev.chatops.api.v1alpha1.Timespan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a change stands that was made in spite of its owner in Git. Nobody is the owner of most
/// changes; then there is nothing to watch.
///
/// @param reclaim what the owner set again, whatever it set
record Contest(
    Run run, @Nullable GitOpsOverride override, @Nullable Reclaim reclaim, boolean later) {

  /// So long after the start the owner is given to show that it undoes the change. It may do so
  /// later: nobody is to wait for the next round of a tool that comes by every ten minutes.
  static final Duration WATCHED = Duration.ofMinutes(1);

  static Contest of(Run run, Workload target) {
    GitOpsOverride override = run.resolved().gitOps();
    return override == null
        ? new Contest(run, null, null, false)
        : new Contest(
            run, override, Reclaim.of(target, override).orElse(null), isLater(run, target));
  }

  /// Our own change counted the generation on by one, unless it is of a kind that is not counted.
  private static boolean isLater(Run run, Workload target) {
    return run.resolved().baseVersion() != null
        || target.generation() > run.resolved().baseGeneration() + 1;
  }

  /// What became of a change that is no more: empty where it was not its owner who undid it.
  Optional<String> lost() {
    return override == null || reclaim == null || !later
        ? Optional.empty()
        : Optional.of(
            "%s was made, and %s undid it (%s%s)."
                .formatted(
                    run.plan().summary(),
                    override.owner(),
                    reclaim.manager(),
                    reclaim.at().isEmpty() ? "" : " at " + reclaim.at()));
  }

  /// Whether the owner may still show what it does. One that has set the same value agrees.
  boolean isOpen() {
    return override != null && reclaim == null && run.now().isBefore(until());
  }

  Duration left() {
    return Duration.between(run.now(), until());
  }

  /// @param message how far the change is
  String watched(String message) {
    return Excerpt.of(
        "%s Watched until %s, as %s may undo it."
            .formatted(
                sentence(message),
                until().truncatedTo(ChronoUnit.SECONDS),
                override == null ? "its owner" : override.owner()),
        Excerpt.VALUE);
  }

  /// @param message how the change ended
  String closed(String message) {
    if (override == null) {
      return message;
    }
    return sentence(message)
        + " "
        + (reclaim == null
            ? "Git still says otherwise: %s did not undo it within %s and may do so later."
                .formatted(
                    override.owner(),
                    Timespan.format(run.startedFor().truncatedTo(ChronoUnit.SECONDS)))
            : "%s has set the same meanwhile.".formatted(override.owner()));
  }

  private Instant until() {
    Instant until = run.dossier().startedAtOrThrow().plus(WATCHED);
    return until.isBefore(run.deadline()) ? until : run.deadline();
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }
}
