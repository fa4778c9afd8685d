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

    /// Nothing stands in the way; `why` says so to people.
    record Continue(Work work, String why) implements Answer {}

    /// The command ends here. `work` is what later steps go on from when only explaining.
    record Done(Reason reason, String message, Work work) implements Answer {}

    /// Not now.
    record Wait(Reason reason, String message, Work work, Duration again) implements Answer {}
  }
}
