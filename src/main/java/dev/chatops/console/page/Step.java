package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.chat.Severity;
import dev.chatops.mirror.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One part of the way that a command takes.
///
/// @param status `done`, `current`, `todo`, `failed` or `stopped`
/// @param detail empty where there is nothing to say
public record Step(String label, String status, String detail) {

  /// Accepted, approval where it is needed, run, result. Empty for what never runs.
  static List<Step> of(
      ChatCommand command, State state, @Nullable ApprovalPolicy policy, int votes) {
    if (command.getSpec().wanted() != Mode.RUN) {
      return List.of();
    }
    ChatCommandStatus status = command.getStatus();
    boolean planned = status != null && status.plan() != null;
    boolean started = status != null && status.startedAt() != null;
    boolean refused = state.ended() && state.severity() != Severity.OK && !started;
    boolean waiting = state.severity() == Severity.WAITING;
    var steps = new ArrayList<Step>();
    steps.add(new Step("Accepted", refused && !planned ? "stopped" : "done", ""));
    boolean agreed = approved(status);
    if (policy != null || agreed) {
      String count = policy == null ? "" : votes + " of " + policy.count();
      String how = agreed || started ? "done" : waiting ? "current" : refused ? "stopped" : "todo";
      steps.add(new Step("Approval", how, count));
    }
    steps.add(run(state, status, started, waiting));
    steps.add(
        new Step(
            "Result",
            !state.ended() ? "todo" : end(state.severity()),
            state.ended() ? state.words() : ""));
    return steps;
  }

  private static Step run(
      State state, @Nullable ChatCommandStatus status, boolean started, boolean waiting) {
    if (started && state.ended()) {
      return new Step("Run", end(state.severity()), "");
    }
    if (started && status != null && status.progress() != null) {
      var progress = status.progress();
      return new Step("Run", "current", progress.done() + " of " + progress.total());
    }
    boolean queued = !state.ended() && state.severity() == Severity.HELD;
    boolean now = !state.ended() && !waiting;
    return new Step("Run", now ? "current" : "todo", queued ? "Queued" : "");
  }

  private static String end(Severity severity) {
    return switch (severity) {
      case OK -> "done";
      case BAD, UNKNOWN -> "failed";
      case STOPPED, HELD, WAITING, RUNNING -> "stopped";
    };
  }

  private static boolean approved(@Nullable ChatCommandStatus status) {
    return status != null
        && Condition.find(status.conditions(), "Approved")
            .filter(condition -> condition.status() == ConditionStatus.TRUE)
            .isPresent();
  }
}
