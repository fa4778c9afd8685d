package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.AllowedCommandSpec.Reply;
import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.DeliveryReply;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.chat.Audience;
import dev.chatops.chat.Capabilities;
import dev.chatops.chat.Place;
import dev.chatops.chat.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// What the planner is asked about: a stored command, and what was said of it so far.
record Situations(
    ChatCommand command,
    Delivery delivery,
    ApprovalPolicy approval,
    Reply readers,
    Capabilities capabilities,
    Instant now) {

  static final Instant STORED = Instant.parse("2026-01-31T12:00:00Z");
  static final Capabilities ALL = new Capabilities(true, true, true, true, true, true);
  static final Span.Mention BOB = new Span.Mention(new Audience.Account("U2"), "bob");
  static final Span.Mention ALICE = new Span.Mention(new Audience.Account("U1"), "alice");

  /// Half an hour is given for approvals, so the reminder is due after 15 minutes.
  static final ApprovalPolicy ONE = new ApprovalPolicy(1, null, "30m", null, null);

  static Situations of(ChatCommand command) {
    return new Situations(command, Delivery.NONE, ONE, Reply.CHANNEL, ALL, STORED.plusSeconds(2));
  }

  Situations at(Instant now) {
    return new Situations(command, delivery, approval, readers, capabilities, now);
  }

  Situations on(Capabilities capabilities) {
    return new Situations(command, delivery, approval, readers, capabilities, now);
  }

  Situations forRequester() {
    return new Situations(command, delivery, approval, Reply.REQUESTER, capabilities, now);
  }

  /// Its card is there and says what it would say now.
  Situations posted(String... said) {
    return delivered(CardHash.of(ChannelCard.of(situation())), said);
  }

  /// Its card is there, and approval of another plan was asked for.
  Situations asked(String digest, String plan) {
    return delivered(
        CardHash.of(ChannelCard.of(situation())),
        List.of(new DeliveryReply("wanted/" + digest, "C1/2", plan)));
  }

  /// Its card is there and says something older.
  Situations outdated(String... said) {
    return delivered("older", said);
  }

  private Situations delivered(String hash, String... said) {
    return delivered(
        hash,
        Arrays.stream(said).map(purpose -> new DeliveryReply(purpose, "C1/2", null)).toList());
  }

  private Situations delivered(String hash, List<DeliveryReply> replies) {
    return with(
        new Delivery(Delivery.State.POSTED, "acme", "C1", "C1/1", hash, null, null, replies));
  }

  Situations with(Delivery delivery) {
    return new Situations(command, delivery, approval, readers, capabilities, now);
  }

  Situation situation() {
    return new Situation(
        command,
        delivery,
        new Place("acme", "C1", null),
        Sample.facts(approval, "bob", "carol"),
        readers,
        new Calls(List.of(BOB), ALICE),
        capabilities,
        STORED,
        now);
  }

  Step next() {
    return NextStep.of(situation());
  }

  /// It came from a message of chat.
  static ChatCommand fromChat(ChatCommand command, Boolean notify) {
    ChatCommandSpec spec = command.getSpec();
    command.setSpec(
        new ChatCommandSpec(
            spec.command(),
            spec.args(),
            spec.reason(),
            spec.mode(),
            spec.timeout(),
            spec.overrideFreeze(),
            spec.requester(),
            new Origin("slack", "acme", "C1", "U1", null, "17.2", "17.2", null, null, notify)));
    return command;
  }

  static ChatCommand printed(ChatCommand command, String text) {
    return edited(command, null, new Output(text, null, null, null), null, null);
  }

  /// All of it is stored, and the status holds the end.
  static ChatCommand printedMore(ChatCommand command, String end) {
    return edited(command, null, new Output(end, true, null, true), null, null);
  }

  static ChatCommand endedAfter(ChatCommand command, int seconds) {
    return edited(command, STORED.plusSeconds(seconds), command.getStatus().output(), null, null);
  }

  /// Approved by bob for another plan than the one that it has.
  static ChatCommand replanned(ChatCommand command, String digest) {
    CommandPlan plan = command.getStatus().plan();
    return edited(
        command,
        null,
        null,
        new CommandPlan(digest, "replicas: 4 → 5", plan.target(), plan.changes(), null, null),
        command.getStatus().approvals());
  }

  private static ChatCommand edited(
      ChatCommand command,
      Instant finishedAt,
      Output output,
      CommandPlan plan,
      List<Approval> approvals) {
    ChatCommandStatus status = command.getStatus();
    command.setStatus(
        new ChatCommandStatus(
            status.observedGeneration(),
            status.conditions(),
            status.definition(),
            plan == null ? status.plan() : plan,
            status.resolved(),
            status.targetKey(),
            status.startedAt(),
            finishedAt == null ? status.finishedAt() : finishedAt,
            status.deadline(),
            status.expireHour(),
            status.progress(),
            output,
            status.result(),
            status.explain(),
            approvals == null ? status.approvals() : approvals,
            status.delivery()));
    return command;
  }
}
