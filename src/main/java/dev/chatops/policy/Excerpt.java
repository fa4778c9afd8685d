package dev.chatops.policy;

/// Text from outside as a message may show it: short, on one line, with nothing hidden in it.
public final class Excerpt {
  private static final int SENTENCE = 256;
  private static final int VALUE = 60;

  private Excerpt() {}

  /// The text, cut to `max` characters at most; a cut shows as `…`, hidden characters as
  /// `<U+200B>`.
  public static String of(String raw, int max) {
    var shown = new StringBuilder();
    for (int at = 0; at < raw.length(); ) {
      int point = raw.codePointAt(at);
      String next =
          HiddenCharacters.hidden(point) ? "<U+%04X>".formatted(point) : Character.toString(point);
      at += Character.charCount(point);
      int reserve = at < raw.length() ? 1 : 0;
      if (shown.length() + next.length() + reserve > max) {
        return shown.append('…').toString();
      }
      shown.append(next);
    }
    return shown.toString();
  }

  /// A value in quotes, 60 characters of it at most.
  public static String quoted(String raw) {
    return '"' + of(raw, VALUE) + '"';
  }

  /// A whole message, cut to the length that messages may have.
  public static String sentence(String text) {
    return of(text, SENTENCE);
  }
}
