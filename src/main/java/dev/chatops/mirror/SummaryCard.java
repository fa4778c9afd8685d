package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.util.ArrayList;
import java.util.List;

/// One card for many commands that ended while chat could not be told.
public final class SummaryCard {

  /// Lines that are one part of the body: parts are limited on their own.
  private static final int PART = 20;

  private SummaryCard() {}

  /// @param commands that have ended, in the order in which they are listed
  public static Card of(List<ChatCommand> commands, ConsolePages console) {
    var body = new ArrayList<Element>();
    for (int i = 0; i < commands.size(); i += PART) {
      body.add(
          new Element.Bullets(
              commands.subList(i, Math.min(i + PART, commands.size())).stream()
                  .map(SummaryCard::line)
                  .toList()));
    }
    long failed = commands.stream().filter(command -> State.of(command).failed()).count();
    String title =
        commands.size() + " commands ended" + (failed == 0 ? "" : ", " + failed + " failed");
    String start = console.start();
    return new Card(
        failed == 0 ? Severity.OK : Severity.BAD,
        title,
        body,
        List.of(),
        title + ".",
        start == null ? null : new Span.Link(start, "Open the console"));
  }

  private static Text line(ChatCommand command) {
    return Text.of(
        new Span.Bold(Text.plain(State.of(command).words())),
        new Span.Plain(": "),
        new Span.Code(Understood.of(command)),
        new Span.Plain(
            " #%s, %s"
                .formatted(
                    ShortId.of(command.getMetadata().getName()),
                    command.getSpec().requester().username())));
  }
}
