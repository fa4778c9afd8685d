package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Check;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The way of a command to its start: the first step that does not continue decides.
///
/// In mode Explain every step is asked as far as it can answer, by the same code that decides.
final class Walk {

  /// Refusals after which Explain goes on to ask the other steps.
  private static final Set<Reason> ASKED_ON =
      EnumSet.of(Reason.FORBIDDEN, Reason.FROZEN, Reason.RATE_LIMITED);

  private final List<Step> steps;

  Walk(Step... steps) {
    this.steps = List.of(steps);
  }

  Step.Answer take(ChatCommand command, Instant now) {
    Work work = Work.begin(command, now);
    return command.getSpec().wanted() == Mode.EXPLAIN ? explain(work) : decide(work);
  }

  private Step.Answer decide(Work work) {
    Step.Answer answer = new Step.Answer.Continue(work, "");
    for (Step step : steps) {
      answer = step.take(answer.work());
      if (!(answer instanceof Step.Answer.Continue)) {
        return answer;
      }
    }
    return answer;
  }

  private Step.Answer explain(Work begun) {
    Work work = begun;
    for (Step step : steps) {
      switch (step.take(work)) {
        case Step.Answer.Continue(Work next, String why) -> work = checked(next, step, true, why);
        case Step.Answer.Done(Reason reason, String message, Work next) -> {
          work = checked(next, step, reason.state() == Reason.State.DONE, message);
          if (!ASKED_ON.contains(reason)) {
            return explained(work);
          }
        }
        case Step.Answer.Wait wait -> {
          return wait;
        }
      }
    }
    return explained(work);
  }

  private static Work checked(Work work, Step step, boolean passed, String message) {
    return work.with(
        work.dossier().withCheck(new Check(step.name(), passed, StatusSummary.cut(message))));
  }

  private static Step.Answer explained(Work work) {
    String verdict =
        work.dossier().checks().stream()
            .filter(check -> !check.passed())
            .findFirst()
            .map(check -> "Would be refused: " + check.message())
            .orElseGet(() -> work.dossier().checks().getLast().message());
    return new Step.Answer.Done(Reason.EXPLAINED, verdict, work);
  }
}
