package dev.chatops.command;

import dev.chatops.admission.AdmissionGuard;
import dev.chatops.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;

/// Was the command stored while the API server enforced the admission rules? Nothing else makes its
/// requester true.
final class Admit implements Step {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final AdmissionGuard guard;

  Admit(AdmissionGuard guard) {
    this.guard = guard;
  }

  @Override
  public String name() {
    return "admission";
  }

  @Override
  public Answer take(Work work) {
    Instant created = Instant.parse(work.command().getMetadata().getCreationTimestamp());
    return switch (guard.judge(created)) {
      case AdmissionGuard.Verdict.Trusted() ->
          new Answer.Continue(work, "The admission rules were in force when it was stored.");
      case AdmissionGuard.Verdict.Untrusted() ->
          new Answer.Done(
              Reason.EXPIRED,
              "It was stored while the admission rules were not in force, so nobody can tell who"
                  + " asked. Send it again.",
              work);
      case AdmissionGuard.Verdict.NotInForce(String finding) ->
          new Answer.Wait(
              Reason.ACCEPTED, "Nothing runs until this is mended: " + finding, work, LOOK_AGAIN);
    };
  }
}
