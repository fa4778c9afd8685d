package dev.chatops.chat;

import dev.chatops.output.Legible;
import java.time.Instant;

/// A piece of a [Text]. A new kind does not compile until every adapter can say it.
public sealed interface Span {

  /// How much of it a reader sees, in code points.
  int length();

  /// Words, shown as they are.
  record Plain(String text) implements Span {
    public Plain {
      text = Legible.line(text);
    }

    @Override
    public int length() {
      return points(text);
    }
  }

  /// Part of the tree that stands out.
  record Bold(Text content) implements Span {
    @Override
    public int length() {
      return content.length();
    }
  }

  /// Exactly what was typed, is set, or can be copied.
  record Code(String text) implements Span {
    public Code {
      text = Legible.line(text);
    }

    @Override
    public int length() {
      return points(text);
    }
  }

  /// @param url absolute, `http` or `https`; white space in it is encoded
  record Link(String url, String label) implements Span {
    public Link {
      if (!url.startsWith("https://") && !url.startsWith("http://")) {
        throw new IllegalArgumentException("not a link that people may be sent to: " + url);
      }
      url = Legible.line(url).replaceAll("\\s", "%20");
      label = Legible.line(label);
    }

    @Override
    public int length() {
      return points(label);
    }
  }

  /// Calls somebody: the only span that may make a telephone ring. Who is merely spoken of is
  /// [Plain].
  ///
  /// @param name shown instead where the platform knows no such account
  record Mention(Audience audience, String name) implements Span {
    public Mention {
      name = Legible.line(name);
    }

    @Override
    public int length() {
      return points(name) + 1;
    }
  }

  /// A point in time, shown in the reader's own time zone where the platform can.
  record Date(Instant at) implements Span {
    @Override
    public int length() {
      return "2026-01-31 23:59 UTC".length();
    }
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }
}
