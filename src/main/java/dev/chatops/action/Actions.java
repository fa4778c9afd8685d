package dev.chatops.action;

import dev.chatops.action.backup.BackupPlanner;
import dev.chatops.action.backup.RestorePlanner;
import dev.chatops.action.create.CreatePlanner;
import dev.chatops.action.deploy.DeployPlanner;
import dev.chatops.action.job.JobObserver;
import dev.chatops.action.job.JobPlanner;
import dev.chatops.action.job.TriggerPlanner;
import dev.chatops.action.patch.PatchPlanner;
import dev.chatops.action.pause.PauseObserver;
import dev.chatops.action.pause.PausePlanner;
import dev.chatops.action.restart.RestartPlanner;
import dev.chatops.action.rollback.RollbackPlanner;
import dev.chatops.action.rollout.RolloutObserver;
import dev.chatops.action.scale.ScaleObserver;
import dev.chatops.action.scale.ScalePlanner;
import dev.chatops.action.show.ShowPlanner;
import dev.chatops.api.v1alpha1.ActionSpec;
import java.util.Set;

/// Every action of this version, by its verb.
public final class Actions {

  /// @param filled exactly one member, every parameter substituted
  /// @throws IllegalArgumentException when it has no member
  public static Action of(ActionSpec filled) {
    if (filled.deploy() != null) {
      return new DeployPlanner(filled.deploy());
    }
    if (filled.scale() != null) {
      return new ScalePlanner(filled.scale());
    }
    if (filled.restart() != null) {
      return new RestartPlanner(filled.restart());
    }
    if (filled.rollback() != null) {
      return new RollbackPlanner(filled.rollback());
    }
    if (filled.pause() != null) {
      return new PausePlanner(filled.pause(), PausePlanner.Wanted.PAUSED);
    }
    if (filled.resume() != null) {
      return new PausePlanner(filled.resume(), PausePlanner.Wanted.RUNNING);
    }
    if (filled.job() != null) {
      return new JobPlanner(filled.job());
    }
    if (filled.trigger() != null) {
      return new TriggerPlanner(filled.trigger());
    }
    if (filled.show() != null) {
      return new ShowPlanner(filled.show());
    }
    if (filled.create() != null) {
      return new CreatePlanner(filled.create());
    }
    if (filled.patch() != null) {
      return new PatchPlanner(filled.patch());
    }
    if (filled.backup() != null) {
      return new BackupPlanner(filled.backup());
    }
    if (filled.restore() != null) {
      return new RestorePlanner(filled.restore());
    }
    throw new IllegalArgumentException("an action has exactly one member");
  }

  /// The observer of every action but [Making] and `patch`, which say themselves what to observe.
  ///
  /// @param verb as [Action#verb] gives it
  /// @throws IllegalArgumentException when there is no such action
  public static Observer observer(String verb) {
    return switch (verb) {
      case "deploy", "restart", "rollback" -> new RolloutObserver();
      case "scale" -> new ScaleObserver();
      case "pause", "resume" -> new PauseObserver();
      case "job", "trigger" -> new JobObserver();
      default -> throw new IllegalArgumentException("no action " + verb);
    };
  }

  /// Whether the action makes an object of its own rather than change one.
  ///
  /// @param verb as [Action#verb] gives it
  public static boolean creates(String verb) {
    return Set.of("job", "trigger", "create", "backup", "restore").contains(verb);
  }

  /// Whether the action only looks: nothing is written, and nobody has to wait for it.
  ///
  /// @param verb as [Action#verb] gives it
  public static boolean looks(String verb) {
    return verb.equals("show");
  }

  private Actions() {}
}
