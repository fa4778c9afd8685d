package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Target;
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
  private final Resolve resolve;

  TurnGate(Queue queue, Resolve resolve) {
    this.queue = queue;
    this.resolve = resolve;
  }

  /// Whether others go before it, so that what its target is like does not matter yet. People agree
  /// to a plan, so where they must, it is made at once.
  boolean isLater(ChatCommand command) {
    return queue.isBehindOthers(command) && resolve.needsNobody(command);
  }

  /// Of one that was not planned, since others go before it.
  Outcome later(Work work) {
    return queue
        .placeOf(work)
        .map(place -> queued(work.command(), work.now(), place))
        .orElseGet(() -> atOnce(work));
  }

  /// Asked before all steps, of a command that was examined a moment ago.
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
                : Optional.of(atOnce(work)));
  }

  private static Outcome atOnce(Work work) {
    return Outcome.waiting(Reason.QUEUED, "", work.dossier(), Duration.ZERO);
  }

  private static Outcome queued(ChatCommand command, Instant now, Queue.Place place) {
    Duration since =
        Duration.between(Instant.parse(command.getMetadata().getCreationTimestamp()), now);
    return since.compareTo(SILENT) < 0
        ? Outcome.waiting(Reason.QUEUED, "", place.dossier(), SILENT)
        : Outcome.waiting(
            Reason.QUEUED, sentence(place.ahead(), place.target()), place.dossier(), LOOK_AGAIN);
  }

  /// The same for everybody who is far from their turn, and as long as they are: a line that moves
  /// would else be said anew of each who stands in it.
  static String sentence(Lines.Ahead ahead, Target target) {
    String title = TargetKey.title(target);
    return ahead.isFar()
        ? "Waits for its turn on " + title + "; more than " + Lines.COUNTED + " go before it."
        : "Waits for "
            + ahead.next().getName()
            + " on "
            + title
            + "; place "
            + ahead.count()
            + " in the queue.";
  }
}
