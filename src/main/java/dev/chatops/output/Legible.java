package dev.chatops.output;

import java.util.regex.Pattern;

/// Text from people and clusters, such that what is read is what there is.
///
/// Escape sequences of terminals go. Controls and what nobody can see (text direction, zero width,
/// unassigned, half a character) become their number, such as `<U+202E>`: an approver must not be
/// shown another command than the one that runs.
public final class Legible {

  /// CSI (colours, cursor), OSC (titles, links) up to BEL or ST, and two-character sequences.
  private static final Pattern TERMINAL =
      Pattern.compile(
          "(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]"
              + "|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?"
              + "|\u001B[ -/]*[0-~]");

  private Legible() {}

  /// On one line; line breaks and tabs become spaces.
  public static String line(String raw) {
    return shown(raw.replaceAll("\\R|\t", " "));
  }

  /// With its line breaks and tabs; every line break becomes `\n`.
  public static String lines(String raw) {
    return shown(raw.replaceAll("\\R", "\n"));
  }

  private static String shown(String raw) {
    String text = TERMINAL.matcher(raw).replaceAll("");
    if (text.codePoints().noneMatch(Legible::hidden)) {
      return text;
    }
    var shown = new StringBuilder(text.length() + 32);
    text.codePoints()
        .forEach(point -> {
          if (hidden(point)) {
            shown.append("<U+%04X>".formatted(point));
          } else {
            shown.appendCodePoint(point);
          }
        });
    return shown.toString();
  }

  private static boolean hidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point != '\n' && point != '\t';
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
