package dev.chatops.mirror.outbox;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.chat.Place;
import dev.chatops.mirror.NextStep;
import dev.chatops.mirror.Step;
import dev.chatops.mirror.pace.Lane;
import dev.chatops.mirror.pace.Urgency;
import dev.chatops.mirror.pace.Wish;
import dev.chatops.mirror.pace.Wish.Act;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a step asks of the agenda; empty where it says nothing.
final class Wishes {

  private Wishes() {}

  static Optional<Wish> of(Step step, ChatCommand command, Place where, Instant notBefore) {
    boolean ended = NextStep.ended(command);
    Urgency due =
        NextStep.waits(command) ? Urgency.WANTED : ended ? Urgency.TERMINAL : Urgency.PROGRESS;
    Urgency first = due == Urgency.PROGRESS ? Urgency.FIRST : due;
    return switch (step) {
      case Step.Post _ -> wish(Act.POST, where, first, ended ? Wish.ANY : null, notBefore);
      case Step.Line(String summary) -> wish(Act.POST, where, due, summary, notBefore);
      case Step.Update _ -> wish(Act.UPDATE, where, due, null, notBefore);
      case Step.Reply _, Step.Whisper _, Step.Upload _ ->
          wish(Act.POST, where, due, null, notBefore);
      case Step.Settle _, Step.Wait _ -> Optional.empty();
    };
  }

  private static Optional<Wish> wish(
      Act act, Place where, Urgency urgency, @Nullable String heap, Instant notBefore) {
    var lane = new Lane(where.workspace(), where.channel());
    return Optional.of(new Wish(act, lane, urgency, heap, notBefore));
  }
}
