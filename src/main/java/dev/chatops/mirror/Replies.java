package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages under a card. Only here is anybody called. They are never updated, so they carry no
/// buttons: those are on the card.
final class Replies {

  private Replies() {}

  static Card wanted(Situation situation) {
    return asking(
        situation,
        "Approval wanted",
        List.of(new Span.Plain("It needs approval: "), new Span.Code(plan(situation.command()))));
  }

  /// Whoever approved the plan that was asked about before is told that it no longer counts.
  ///
  /// @param before what that plan was; null where nobody knows
  static Card changed(Situation situation, @Nullable String before) {
    String now = plan(situation.command());
    var sentence = new ArrayList<Span>();
    if (before == null) {
      sentence.add(new Span.Plain("The plan changed. It is now "));
      sentence.add(new Span.Code(now));
    } else if (before.equals(now)) {
      sentence.add(new Span.Plain("What the plan is made from changed; it still reads "));
      sentence.add(new Span.Code(now));
    } else {
      sentence.add(new Span.Plain("The plan changed from "));
      sentence.add(new Span.Code(before));
      sentence.add(new Span.Plain(" to "));
      sentence.add(new Span.Code(now));
    }
    sentence.add(
        new Span.Plain(". If you approved the earlier one, your approval no longer counts."));
    return asking(situation, "Plan changed", sentence);
  }

  static Card reminder(Situation situation) {
    return asking(
        situation,
        "Still waiting for approval",
        List.of(
            new Span.Plain("It still needs approval: "), new Span.Code(plan(situation.command()))));
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

  private static String plan(ChatCommand command) {
    ChatCommandStatus status = command.getStatus();
    return status == null || status.plan() == null
        ? Understood.of(command)
        : status.plan().summary();
  }

  private static Card asking(Situation situation, String words, List<Span> sentence) {
    ChatCommand command = situation.command();
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
    body.add(new Text(sentence));
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
        words + ": " + Understood.of(command) + ". " + plan(command));
  }

  private static String title(String words, ChatCommand command) {
    return "%s: %s in %s"
        .formatted(words, command.getSpec().command(), command.getMetadata().getNamespace());
  }

  private static Card card(
      Severity severity, String title, List<? extends Element> body, String fallback) {
    return new Card(severity, title, List.copyOf(body), List.of(), fallback.strip(), null);
  }
}
