package dev.chatops.command;

import dev.chatops.api.v1alpha1.Reason;
import java.time.Duration;

/// One step on the way to the start. Reads, judges and answers; never writes.
interface Step {

  /// What the step checks, as Explain names it.
  String name();

  Answer take(Work work);

  /// What a step answers.
  sealed interface Answer {

    Work work();

    /// The same answer, with what was found out since.
    Answer with(Work work);

    /// Nothing stands in the way; `why` says so to people.
    record Continue(Work work, String why) implements Answer {
      @Override
      public Answer with(Work work) {
        return new Continue(work, why);
      }
    }

    /// The command ends here. `work` is what later steps go on from when only explaining.
    record Done(Reason reason, String message, Work work) implements Answer {
      @Override
      public Answer with(Work work) {
        return new Done(reason, message, work);
      }
    }

    /// Not now.
    record Wait(Reason reason, String message, Work work, Duration again) implements Answer {
      @Override
      public Answer with(Work work) {
        return new Wait(reason, message, work, again);
      }
    }
  }
}
