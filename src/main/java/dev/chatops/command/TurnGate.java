package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Is it this command's turn on its target, or do others go first?
final class TurnGate {

  /// A waiting command says so only after this time, which spares a write for each short wait.
  private static final Duration SILENT = Duration.ofSeconds(1);

  /// The turn comes as an event; this is for what is lost.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private static final Set<Reason> ENDS_AT_ONCE =
      EnumSet.of(
          Reason.FROZEN,
          Reason.RATE_LIMITED,
          Reason.DENIED,
          Reason.APPROVAL_EXPIRED,
          Reason.CANCELLED);

  private final Queue queue;

  TurnGate(Queue queue) {
    this.queue = queue;
  }

  /// Asked before all steps, of a command that went through them a moment ago.
  Optional<Outcome> stillWaits(ChatCommand command, Instant now) {
    return queue.placeOf(command, now).map(place -> queued(command, now, place));
  }

  /// What the target is like counts only once it is this command's turn; what people and windows
  /// say counts at once.
  Outcome end(Step.Answer.Done done, Optional<Long> turn) {
    Work work = done.work();
    boolean hinges =
        work.order() != null
            && !work.onlyLooks()
            && Boolean.TRUE.equals(work.dossier().authorized())
            && work.command().getSpec().wanted() == Mode.RUN
            && !ENDS_AT_ONCE.contains(done.reason());
    return (hinges ? outOfTurn(work, turn) : Optional.<Outcome>empty())
        .orElseGet(() -> Outcome.finished(done.reason(), done.message(), work.dossier()));
  }

  /// Why a command may neither start nor end by what its target is like: others go first, or went
  /// while the steps looked at the target, so they look again.
  Optional<Outcome> outOfTurn(Work work, Optional<Long> turn) {
    return queue
        .placeOf(work)
        .map(place -> queued(work.command(), work.now(), place))
        .or(() ->
            turn.isPresent() && turn.equals(queue.turn(work.command()))
                ? Optional.empty()
                : Optional.of(Outcome.waiting(Reason.QUEUED, "", work.dossier(), Duration.ZERO)));
  }

  private static Outcome queued(ChatCommand command, Instant now, Queue.Place place) {
    String message =
        "Waits for "
            + place.ahead().next().getName()
            + " on "
            + TargetKey.title(place.target())
            + "; place "
            + place.ahead().count()
            + " in the queue.";
    Duration since =
        Duration.between(Instant.parse(command.getMetadata().getCreationTimestamp()), now);
    return since.compareTo(SILENT) < 0
        ? Outcome.waiting(Reason.QUEUED, "", place.dossier(), SILENT)
        : Outcome.waiting(Reason.QUEUED, message, place.dossier(), LOOK_AGAIN);
  }
}
