package dev.chatops.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A paragraph: a tree of spans, never mark-up.
public record Text(List<Span> spans) implements Element {

  public Text {
    spans = List.copyOf(spans);
  }

  public static Text of(Span... spans) {
    return new Text(List.of(spans));
  }

  public static Text plain(String text) {
    return of(new Span.Plain(text));
  }

  public Text and(Span... more) {
    return new Text(Stream.concat(spans.stream(), Stream.of(more)).toList());
  }

  public Text and(Text more) {
    return new Text(Stream.concat(spans.stream(), more.spans().stream()).toList());
  }

  /// In code points that a reader sees.
  public int length() {
    return spans.stream().mapToInt(Span::length).sum();
  }

  /// The first `points` code points. Words are cut between code points; a mention or a date that
  /// does not fit is left out as a whole.
  public Text first(int points) {
    var kept = new ArrayList<Span>();
    int left = points;
    for (Span span : spans) {
      if (span.length() <= left) {
        kept.add(span);
        left -= span.length();
        continue;
      }
      if (left > 0) {
        cut(span, left, kept);
      }
      break;
    }
    return new Text(kept);
  }

  private static void cut(Span span, int points, List<Span> kept) {
    switch (span) {
      case Span.Plain(String text) -> kept.add(new Span.Plain(head(text, points)));
      case Span.Code(String text) -> kept.add(new Span.Code(head(text, points)));
      case Span.Bold(Text content) -> kept.add(new Span.Bold(content.first(points)));
      case Span.Link(String url, String label) -> kept.add(new Span.Link(url, head(label, points)));
      case Span.Mention _, Span.Date _ -> {}
    }
  }

  private static String head(String text, int points) {
    return text.substring(0, text.offsetByCodePoints(0, points));
  }
}
