package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The messages under a card. Only here is anybody called. They are never updated, so they carry no
/// buttons: those are on the card.
final class Replies {

  private Replies() {}

  static Card wanted(Situation situation) {
    return asking(situation, "Approval wanted", "It needs approval: ");
  }

  /// Whose approval was for another plan is told so.
  static Card changed(Situation situation) {
    ChatCommandStatus status = situation.command().getStatus();
    String digest = status == null || status.plan() == null ? "" : status.plan().digest();
    String void_ =
        status == null || status.approvals() == null
            ? ""
            : status.approvals().stream()
                .filter(approval -> approval.decision() == Decision.APPROVE)
                .filter(approval -> !digest.equals(approval.planDigest()))
                .map(Replies::name)
                .distinct()
                .collect(Collectors.joining(", "));
    return asking(
        situation,
        "Plan changed",
        (void_.isEmpty()
                ? "Approvals of the earlier plan no longer count. "
                : "The approval by " + void_ + " was for the earlier plan and no longer counts. ")
            + "It is now: ");
  }

  static Card reminder(Situation situation) {
    return asking(situation, "Still waiting for approval", "It still needs approval: ");
  }

  /// Its end, for whoever asked.
  static Card done(Situation situation) {
    ChatCommand command = situation.command();
    State state = State.of(command);
    String message = State.succeeded(command).map(Condition::message).orElse("");
    Span.Mention requester = situation.calls().requester();
    Span who =
        requester == null ? new Span.Plain(command.getSpec().requester().username()) : requester;
    return card(
        state.severity(),
        title(state.words(), command),
        List.of(Text.of(who, new Span.Plain(": " + (message.isEmpty() ? state.words() : message)))),
        state.words() + ": " + Understood.of(command) + ". " + message);
  }

  /// A card that calls whoever asked.
  static Card calling(Card card, Calls calls) {
    Span.Mention requester = calls.requester();
    return requester == null ? card : card.with(Text.of(requester));
  }

  private static Card asking(Situation situation, String words, String sentence) {
    ChatCommand command = situation.command();
    ChatCommandStatus status = command.getStatus();
    CommandPlan plan = status == null ? null : status.plan();
    String summary = plan == null ? Understood.of(command) : plan.summary();
    var body = new ArrayList<Element>();
    List<Span.Mention> called = situation.calls().approvers();
    if (!called.isEmpty()) {
      var spans = new ArrayList<Span>();
      for (Span.Mention mention : called) {
        if (!spans.isEmpty()) {
          spans.add(new Span.Plain(", "));
        }
        spans.add(mention);
      }
      body.add(new Text(spans));
    }
    body.add(Text.of(new Span.Plain(sentence), new Span.Code(summary)));
    ApprovalPolicy policy = situation.facts().approval();
    if (policy != null) {
      Instant until =
          Instant.parse(command.getMetadata().getCreationTimestamp()).plus(policy.waits());
      body.add(Text.of(new Span.Plain("Open until "), new Span.Date(until), new Span.Plain(".")));
    }
    return card(
        Severity.WAITING,
        title(words, command),
        body,
        words + ": " + Understood.of(command) + ". " + summary);
  }

  private static String title(String words, ChatCommand command) {
    return "%s: %s in %s"
        .formatted(words, command.getSpec().command(), command.getMetadata().getNamespace());
  }

  private static Card card(
      Severity severity, String title, List<? extends Element> body, String fallback) {
    return new Card(severity, title, List.copyOf(body), List.of(), fallback.strip(), null);
  }

  private static String name(Approval approval) {
    return approval.person() == null ? approval.username() : approval.person();
  }
}
