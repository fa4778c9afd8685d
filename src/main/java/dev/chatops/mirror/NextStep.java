package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.AllowedCommandSpec.Reply;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.DeliveryReply;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.chat.Attachment;
import dev.chatops.chat.Audience;
import dev.chatops.chat.Card;
import dev.chatops.chat.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides what is said next about a command. One card, kept up to date; at most four messages
/// under it.
public final class NextStep {

  /// A command that ends sooner is told once, with its end.
  static final Duration BRIEF = Duration.ofSeconds(1);

  /// Who waited longer does something else meanwhile, and is called.
  static final Duration LONG = Duration.ofSeconds(60);

  /// More is put beside the card as a file, in characters.
  static final int LONG_OUTPUT = 2_000;

  /// Messages under a card before the last one, which is kept for its end.
  private static final int CALLS = 3;

  private final Situation situation;
  private final ChatCommand command;
  private final Delivery delivery;
  private final State state;

  private NextStep(Situation situation) {
    this.situation = situation;
    this.command = situation.command();
    this.delivery = situation.delivery();
    this.state = State.of(command);
  }

  public static Step of(Situation situation) {
    return new NextStep(situation).step();
  }

  /// For a command that has no place in chat.
  public static Step withoutPlace(ChatCommand command) {
    return State.of(command).ended()
        ? new Step.Settle(Delivery.State.WITHHELD)
        : new Step.Wait(Instant.MAX);
  }

  /// Whether all that can be told about it is its end.
  public static boolean ended(ChatCommand command) {
    return State.of(command).ended();
  }

  /// Whether somebody has to agree.
  public static boolean waits(ChatCommand command) {
    return State.of(command).severity() == Severity.WAITING;
  }

  private Step step() {
    if (delivery.ref() == null) {
      return line().orElseGet(this::first);
    }
    Card card = ChannelCard.of(situation);
    String hash = CardHash.of(card);
    if (situation.capabilities().updates() && !hash.equals(delivery.hash())) {
      return new Step.Update(card, hash);
    }
    return Stream.of(approval(), answer(), output(), done())
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() ->
            state.ended() ? new Step.Settle(Delivery.State.POSTED) : new Step.Wait(reminds()));
  }

  private Optional<Step> line() {
    return delivery.said().stream()
        .filter(Purpose::isSummary)
        .findFirst()
        .map(reply -> new Step.Line(Purpose.summaryOf(reply)));
  }

  private Step first() {
    Instant due = situation.seen().plus(BRIEF);
    if (!state.ended() && !waiting() && situation.now().isBefore(due)) {
      return new Step.Wait(due);
    }
    Card card = ChannelCard.of(situation);
    String hash = CardHash.of(card);
    return state.ended() && !said(Purpose.DONE)
        ? new Step.Post(
            calls() ? Replies.calling(card, situation.calls()) : card, hash, List.of(Purpose.DONE))
        : new Step.Post(card, hash, List.of());
  }

  private Optional<Step> approval() {
    ChatCommandStatus status = command.getStatus();
    if (!waiting() || status == null || status.plan() == null) {
      return Optional.empty();
    }
    CommandPlan plan = status.plan();
    Optional<DeliveryReply> asked = asked();
    if (asked.isEmpty()) {
      return Optional.of(asking(Purpose.WANTED + plan.digest(), Replies.wanted(situation), plan));
    }
    if (!room()) {
      return Optional.empty();
    }
    if (!Purpose.digestOf(asked.get()).equals(plan.digest())) {
      return Optional.of(
          asking(
              Purpose.CHANGED + plan.digest(),
              Replies.changed(situation, asked.get().plan()),
              plan));
    }
    return reminds().isAfter(situation.now())
        ? Optional.empty()
        : Optional.of(new Step.Reply(Purpose.REMINDER, Replies.reminder(situation), null));
  }

  private static Step asking(String purpose, Card card, CommandPlan plan) {
    return new Step.Reply(purpose, card, plan.summary());
  }

  /// What was last asked.
  private Optional<DeliveryReply> asked() {
    return delivery.said().stream().filter(Purpose::asks).reduce((earlier, latest) -> latest);
  }

  private boolean room() {
    return delivery.said().stream()
            .filter(said -> Purpose.asks(said) || said.purpose().equals(Purpose.REMINDER))
            .count()
        < CALLS;
  }

  /// Half way to the end of waiting; never where that is over, or was said.
  private Instant reminds() {
    ApprovalPolicy policy = situation.facts().approval();
    if (!waiting()
        || command.getStatus() == null
        || command.getStatus().plan() == null
        || policy == null
        || said(Purpose.REMINDER)
        || !room()) {
      return Instant.MAX;
    }
    Instant stored = Instant.parse(command.getMetadata().getCreationTimestamp());
    return situation.now().isBefore(stored.plus(policy.waits()))
        ? stored.plus(policy.waits().dividedBy(2))
        : Instant.MAX;
  }

  private Optional<Step> output() {
    ChatCommandStatus status = command.getStatus();
    return state.ended()
            && status != null
            && status.output() != null
            && (status.output().isStored() || status.output().text().length() > LONG_OUTPUT)
            && (situation.readers() == Reply.CHANNEL || command.getSpec().origin() != null)
            && situation.capabilities().files()
            && !said(Purpose.OUTPUT)
        ? Optional.of(
            new Step.Upload(
                new Attachment(
                    "%s-%s.txt"
                        .formatted(
                            command.getSpec().command(),
                            ShortId.of(command.getMetadata().getName())),
                    "Output of " + command.getSpec().command(),
                    status.output().text()),
                status.output().isStored(),
                onlyReader()))
        : Optional.empty();
  }

  private Audience.@Nullable Account onlyReader() {
    Origin origin = command.getSpec().origin();
    return situation.readers() == Reply.CHANNEL || origin == null
        ? null
        : new Audience.Account(origin.user());
  }

  private Optional<Step> answer() {
    Origin origin = command.getSpec().origin();
    return state.ended()
            && situation.readers() == Reply.REQUESTER
            && origin != null
            && situation.capabilities().whispers()
            && !said(Purpose.ANSWER)
        ? Optional.of(
            new Step.Whisper(
                new Audience.Account(origin.user()), StatusCard.of(command, situation.facts())))
        : Optional.empty();
  }

  private Optional<Step> done() {
    return state.ended() && !said(Purpose.DONE) && (calls() || !situation.capabilities().updates())
        ? Optional.of(new Step.Reply(Purpose.DONE, Replies.done(situation), null))
        : Optional.empty();
  }

  /// Whether the requester is called at the end.
  private boolean calls() {
    Origin origin = command.getSpec().origin();
    return state.severity() != Severity.OK
        || (origin != null && origin.callsRequester())
        || tookLong();
  }

  private boolean tookLong() {
    ChatCommandStatus status = command.getStatus();
    return status != null
        && status.finishedAt() != null
        && Duration.between(
                    Instant.parse(command.getMetadata().getCreationTimestamp()),
                    status.finishedAt())
                .compareTo(LONG)
            > 0;
  }

  private boolean waiting() {
    return state.severity() == Severity.WAITING;
  }

  private boolean said(String purpose) {
    return Purpose.said(delivery, purpose);
  }
}
