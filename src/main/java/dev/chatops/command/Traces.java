package dev.chatops.command;

import dev.chatops.action.Workload;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Looks for the mark of a running command, which its effect carries.
final class Traces {

  /// An object that a command made may be gone again by the time that somebody looks for it. Only
  /// so soon after the start is its absence taken to mean that it was never made.
  private static final Duration NOT_YET = Duration.ofSeconds(30);

  private final Targets targets;

  Traces(Targets targets) {
    this.targets = targets;
  }

  /// @throws Targets.AccessDenied when the runner may not look
  Trace of(Run run) {
    Workload target = targets.read(run.runner(), run.target()).orElse(null);
    Trace trace = run.creates() ? ofObject(run, target) : ofChange(run, target);
    if (trace instanceof Trace.InPlace) {
      run.ongoing().effectSeen();
    }
    return trace;
  }

  private static Trace ofChange(Run run, @Nullable Workload target) {
    if (target == null || !run.isTarget(target)) {
      return run.ongoing().isEffectSeen()
          ? new Trace.Gone()
          : new Trace.Unclear(run.title() + " was deleted at the moment of the change");
    }
    if (run.ongoing().isEffectSeen() || Mark.isOn(target, run.command())) {
      return new Trace.InPlace(target);
    }
    return untouched(run, target) && isCounted(run, target)
        ? new Trace.NotMade()
        : new Trace.Unclear(run.changed(target) + " and carries no mark");
  }

  /// Where the generation would not have counted the change, only an object that nobody wrote to
  /// proves that it was not stored.
  private static boolean isCounted(Run run, Workload target) {
    String baseVersion = run.resolved().baseVersion();
    return baseVersion == null || baseVersion.equals(target.resourceVersion());
  }

  private static Trace ofObject(Run run, @Nullable Workload object) {
    if (object != null) {
      return isOwn(run, object)
          ? new Trace.InPlace(object)
          : new Trace.Unclear(run.title() + " is there, and this command did not make it");
    }
    if (run.ongoing().isEffectSeen()) {
      return new Trace.Gone();
    }
    return run.startedFor().compareTo(NOT_YET) < 0
        ? new Trace.NotMade()
        : new Trace.Unclear(run.title() + " is not there; it may have been made and deleted");
  }

  /// Its name could be known to others while approvals were awaited, so the name proves nothing.
  private static boolean isOwn(Run run, Workload object) {
    Instant created = Instant.parse(object.metadata().path("creationTimestamp").asText());
    return Mark.isOn(object, run.command())
        && !created.isBefore(run.dossier().startedAtOrThrow())
        && run.observer().fingerprint(object, null).equals(run.resolved().expected());
  }

  /// The generation counts every change of the spec, so the same generation means that no change of
  /// it was stored.
  static boolean untouched(Run run, Workload target) {
    return target.generation() == run.resolved().baseGeneration()
        && !Mark.isOn(target, run.command());
  }
}
