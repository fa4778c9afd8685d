package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.identity.Access;
import dev.chatops.identity.Identities;
import dev.chatops.identity.Identity;
import java.util.Optional;

/// May the requester run it, now? Asked afresh in every pass, so that a right that is gone counts.
final class Authorize implements Step {

  private final Identities identities;
  private final Access access;
  private final Channels channels;

  Authorize(Identities identities, Access access, Channels channels) {
    this.identities = identities;
    this.access = access;
    this.channels = channels;
  }

  @Override
  public String name() {
    return "right to run";
  }

  @Override
  public Answer take(Work work) {
    ChatCommandSpec spec = work.command().getSpec();
    // With their own credentials people are who the API server says; a chat account is who
    // ChatIdentities say now, whatever was stamped then.
    var stamped = new Identity.Known(spec.requester(), spec.requester().username(), null);
    if (spec.origin() == null) {
      return judge(work.with(stamped));
    }
    return switch (identities.who(spec.requester(), spec.origin())) {
      case Identity.Unknown(String why) -> refused(work.with(stamped), why);
      case Identity.Known known -> judge(work.with(known));
    };
  }

  private Answer judge(Work work) {
    ChatCommandSpec spec = work.command().getSpec();
    String namespace = work.command().getMetadata().getNamespace();
    String who = work.requester().user().username();
    if (spec.origin() == null && !work.resolved().definition().spec().directAllowed()) {
      return refused(work, spec.command() + " may be asked in chat only (direct: false).");
    }
    Optional<String> elsewhere = channels.refusal(work.command(), work.resolved().definition());
    if (elsewhere.isPresent()) {
      return refused(work, elsewhere.get());
    }
    if (!access.allowed(work.requester().user(), Access.Verb.RUN, namespace, spec.command())) {
      return refused(
          work,
          who
              + " may not run "
              + spec.command()
              + " in "
              + namespace
              + ": it needs the verb run on allowedcommands/"
              + spec.command()
              + ".");
    }
    return new Answer.Continue(
        work.with(work.dossier().withAuthorized(true)),
        who + " may run " + spec.command() + " in " + namespace + ".");
  }

  private static Answer refused(Work work, String message) {
    return new Answer.Done(
        Reason.FORBIDDEN, message, work.with(work.dossier().withAuthorized(false)));
  }
}
