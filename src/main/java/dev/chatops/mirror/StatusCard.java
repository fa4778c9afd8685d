package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Check;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Link;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The one card of a command: what it is, what was understood, how far it is, and what to do next.
public final class StatusCard {

  private final ChatCommand command;
  private final @Nullable ChatCommandStatus status;
  private final CardFacts facts;
  private final State state;
  private final List<Element> body = new ArrayList<>();

  private StatusCard(ChatCommand command, CardFacts facts) {
    this.command = command;
    this.status = command.getStatus();
    this.facts = facts;
    this.state = State.of(command);
  }

  public static Card of(ChatCommand command, CardFacts facts) {
    return new StatusCard(command, facts).card();
  }

  private Card card() {
    String understood = Understood.of(command);
    String message = State.succeeded(command).map(Condition::message).orElse("");
    body.add(Text.of(new Span.Code(understood)));
    outcome(message);
    if (status != null) {
      plan(status.plan());
      body.add(new Element.Fields(new Facts(command, status, state, facts).list()));
      findings(status);
    }
    ownLogin();
    runbooks();
    body.add(new Element.Context(Text.plain(id())));
    return new Card(
        state.severity(),
        "%s: %s in %s"
            .formatted(
                state.words(), command.getSpec().command(), command.getMetadata().getNamespace()),
        body,
        Choices.of(command, state, facts),
        (state.words() + ": " + understood + ". " + message).strip(),
        facts.console() == null ? null : new Span.Link(facts.console(), "Open in the console"));
  }

  private void outcome(String message) {
    // Who waits for approval sees what is planned, who may give it, and the buttons.
    boolean said = state.severity() == Severity.WAITING && facts.approval() != null;
    if (!message.isBlank() && !said) {
      body.add(Text.plain(message));
    }
    if (state.severity() != Severity.WAITING
        && !state.next().isEmpty()
        && !message.contains(state.next())) {
      body.add(Text.of(new Span.Bold(Text.plain("Next:")), new Span.Plain(" " + state.next())));
    }
  }

  private void plan(@Nullable CommandPlan plan) {
    if (plan == null) {
      return;
    }
    String target =
        " on " + plan.target().kind().toLowerCase(Locale.ROOT) + "/" + plan.target().name();
    Text heading = Text.of(new Span.Bold(Text.plain("Plan")));
    if (plan.changes().isEmpty()) {
      body.add(heading.and(new Span.Plain(" " + plan.summary())));
    } else {
      body.add(heading.and(new Span.Plain(target)));
      body.add(new Element.Bullets(plan.changes().stream().map(StatusCard::change).toList()));
    }
    if (plan.caution() != null) {
      body.add(Text.of(new Span.Bold(Text.plain(plan.caution()))));
    }
    if (Boolean.TRUE.equals(plan.irreversible())) {
      body.add(Text.of(new Span.Bold(Text.plain("This cannot be undone."))));
    }
  }

  private static Text change(PlannedChange change) {
    return Text.of(
        new Span.Plain(change.field() + ": "),
        value(change.from()),
        new Span.Plain(" → "),
        value(change.to()));
  }

  private static Span value(@Nullable String value) {
    return value == null || value.isBlank() ? new Span.Plain("nothing") : new Span.Code(value);
  }

  private void findings(ChatCommandStatus status) {
    if (status.explain() != null) {
      body.add(new Element.Bullets(status.explain().stream().map(StatusCard::check).toList()));
    }
    if (status.result() != null) {
      body.add(
          new Element.Fields(
              status.result().entrySet().stream()
                  .map(each -> new Element.Field(each.getKey(), Text.plain(each.getValue())))
                  .toList()));
    }
    if (status.output() != null) {
      body.add(new Element.Code(status.output().text()));
    }
  }

  private static Text check(Check check) {
    return Text.of(
        new Span.Plain((check.passed() ? "✓ " : "✗ ") + check.name() + ": " + check.message()));
  }

  /// Where chat does not count, it says what does.
  private void ownLogin() {
    if (state.severity() == Severity.WAITING
        && facts.approval() != null
        && facts.approval().ownCredentialsOnly()) {
      body.add(
          Text.plain(
              "It is approved with your own cluster login, not from chat: "
                  + (facts.console() == null ? "" : "in the console, or ")
                  + "with"));
      body.add(
          new Element.Code(
              "kubectl chatops approve %s -n %s"
                  .formatted(
                      command.getMetadata().getName(), command.getMetadata().getNamespace())));
    }
  }

  private void runbooks() {
    if (state.failed() && !facts.links().isEmpty()) {
      body.add(new Element.Bullets(facts.links().stream().map(StatusCard::runbook).toList()));
    }
  }

  private static Text runbook(Link link) {
    return Text.of(new Span.Link(link.url(), link.title()));
  }

  private String id() {
    return "#" + ShortId.of(command.getMetadata().getName());
  }
}
