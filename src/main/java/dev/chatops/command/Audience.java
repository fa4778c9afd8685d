package dev.chatops.command;

import dev.chatops.api.v1alpha1.AllowedCommandSpec.Reply;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;

/// Whether chat is going to be told what a command printed. Errs on the side of yes, where a
/// channel that announces it cannot be used.
final class Audience {

  private final Channels channels;
  private final Resolve resolve;

  Audience(Channels channels, Resolve resolve) {
    this.channels = channels;
    this.resolve = resolve;
  }

  /// @param reason how it ends
  boolean of(ChatCommand command, Dossier dossier, Reason reason) {
    return command.getSpec().origin() != null
        || (resolve.readers(command) == Reply.CHANNEL
            && channels.announce(
                command.getMetadata().getNamespace(),
                kind ->
                    switch (kind) {
                      case ALL -> true;
                      case FAILURES -> reason.state() == Reason.State.FAILED;
                      case APPROVALS -> dossier.consent() != null;
                    }));
  }
}
