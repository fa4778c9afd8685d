package dev.chatops.intake.answer;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import dev.chatops.chat.inbound.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Commands that are stored, for whoever asks how they stand.
public final class Records {

  /// Names that chat and console make; a person's own may begin with web, too.
  private static final Pattern MADE = Pattern.compile("(?:cc-|web-(?=[0-9a-v]{26}$))(?<id>.{4}).*");

  private Records() {}

  /// What people call a command in chat, such as `#7f3k`.
  public static String id(ChatCommand command) {
    String name = command.getMetadata().getName();
    Matcher made = MADE.matcher(name);
    return "#" + (made.matches() ? made.group("id") : name);
  }

  public static Answer status(ChatCommand command) {
    var fields = new ArrayList<Element.Field>();
    fields.add(Notes.field("Requested by", command.getSpec().requester().username()));
    String reason = command.getSpec().reason();
    if (reason != null) {
      fields.add(Notes.field("Because", reason));
    }
    ChatCommandStatus status = command.getStatus();
    if (status != null && status.plan() != null) {
      fields.add(Notes.field("Plan", status.plan().summary()));
    }
    if (status != null && status.progress() != null && status.finishedAt() == null) {
      fields.add(
          Notes.field("Progress", status.progress().done() + " of " + status.progress().total()));
    }
    fields.add(date("Stored", created(command)));
    if (status != null && status.startedAt() != null) {
      fields.add(date("Started", status.startedAt()));
    }
    if (status != null && status.finishedAt() != null) {
      fields.add(date("Ended", status.finishedAt()));
    }
    String title = "%s %s".formatted(id(command), headline(command));
    String message = succeeded(command).map(Condition::message).orElse("Nobody looked at it yet.");
    return new Answer.Whisper(
        new Card(
            severity(command),
            title,
            List.of(Text.plain(message), new Element.Fields(fields)),
            List.of(),
            title + ". " + message,
            null));
  }

  /// @param note what the list does not show, in one sentence; null where it shows all
  public static Answer history(List<ChatCommand> commands, @Nullable String note) {
    if (commands.isEmpty()) {
      return Notes.remark("No commands yet", "Nothing that you may see here is stored.");
    }
    return list("The newest commands", commands, note);
  }

  /// Several that an id may mean.
  public static Answer which(List<ChatCommand> commands) {
    return list(
        "Which one?",
        commands,
        "Write more of the id: the name of the command behind cc-, or all of it.");
  }

  private static Answer list(String title, List<ChatCommand> commands, @Nullable String note) {
    var body = new ArrayList<Element>();
    body.add(new Element.Bullets(commands.stream().map(Records::line).toList()));
    if (note != null) {
      body.add(Text.plain(note));
    }
    return new Answer.Whisper(new Card(Severity.OK, title, body, List.of(), title, null));
  }

  private static Text line(ChatCommand command) {
    return Text.of(
        new Span.Code(command.getMetadata().getName()),
        new Span.Plain(
            " %s by %s, ".formatted(headline(command), command.getSpec().requester().username())),
        new Span.Date(created(command)));
  }

  /// Such as `Completed: deploy-web in shop`.
  private static String headline(ChatCommand command) {
    return "%s: %s in %s"
        .formatted(
            succeeded(command).map(Condition::reason).orElse(Reason.ACCEPTED.word()),
            command.getSpec().command(),
            command.getMetadata().getNamespace());
  }

  private static Severity severity(ChatCommand command) {
    boolean ended = command.getStatus() != null && command.getStatus().finishedAt() != null;
    boolean waits =
        succeeded(command)
            .filter(c -> c.reason().equals(Reason.AWAITING_APPROVAL.word()))
            .isPresent();
    if (!ended) {
      return waits ? Severity.WAITING : Severity.RUNNING;
    }
    return succeeded(command).filter(c -> c.status() == ConditionStatus.TRUE).isPresent()
        ? Severity.OK
        : Severity.BAD;
  }

  private static Element.Field date(String label, Instant at) {
    return new Element.Field(label, Text.of(new Span.Date(at)));
  }

  private static Instant created(ChatCommand command) {
    return Instant.parse(command.getMetadata().getCreationTimestamp());
  }

  /// The state in one word and one sentence; empty before the operator's first look.
  public static Optional<Condition> succeeded(ChatCommand command) {
    return command.getStatus() == null
        ? Optional.empty()
        : Condition.find(command.getStatus().conditions(), "Succeeded");
  }
}
