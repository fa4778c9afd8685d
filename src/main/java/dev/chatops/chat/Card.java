package dev.chatops.chat;

import dev.chatops.output.Legible;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One message, as data. An update replaces all of it.
///
/// @param buttons never left out, however long the rest is
/// @param plainFallback the whole in a sentence or two, for notifications and screen readers
/// @param link where the same is shown in full
public record Card(
    Severity severity,
    String title,
    List<Element> body,
    List<Button> buttons,
    String plainFallback,
    Span.@Nullable Link link) {

  public Card {
    title = Legible.line(title);
    body = List.copyOf(body);
    buttons = List.copyOf(buttons);
    plainFallback = Legible.line(plainFallback);
  }

  /// The same with one more part at the end of its body.
  public Card with(Element more) {
    return new Card(
        severity,
        title,
        Stream.concat(body.stream(), Stream.of(more)).toList(),
        buttons,
        plainFallback,
        link);
  }
}
