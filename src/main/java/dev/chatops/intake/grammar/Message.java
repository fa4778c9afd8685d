package dev.chatops.intake.grammar;

import dev.chatops.chat.inbound.Piece;
import dev.chatops.policy.HiddenCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A message as it was delivered, and its lines as they are read: typography made plain, quoted and
/// blank lines left out.
record Message(List<Piece> pieces, List<String> lines) {

  /// As [dev.chatops.api.v1alpha1.Origin#text] stores it, in code points.
  static final int LONGEST = 2000;

  private static final String FENCE = "```";

  static Message of(List<Piece> pieces) {
    String seen = pieces.stream().map(Piece::shown).collect(Collectors.joining());
    return new Message(pieces, unquoted(Typography.plain(cut(seen))));
  }

  /// The first line, which a good message has nothing beside; empty where all is blank or quoted.
  String line() {
    return lines.isEmpty() ? "" : withoutBackticks(lines.getFirst());
  }

  /// Refuses what has no single line, or one that hides something.
  void check() throws NotUnderstood {
    checkLength();
    checkLines();
    checkLinks();
    String line = line();
    for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
      if (HiddenCharacters.hidden(line.codePointAt(at))) {
        String character = HiddenCharacters.first(line.substring(at)).orElseThrow();
        throw new NotUnderstood(
            Cause.HIDDEN_CHARACTER,
            "Here stands %s, which nobody can see: type the line anew.".formatted(character),
            at);
      }
    }
  }

  private void checkLength() throws NotUnderstood {
    long length = pieces.stream().map(Piece::shown).mapToLong(Message::length).sum();
    if (length > LONGEST) {
      throw new NotUnderstood(
          Cause.TOO_LONG,
          "The message has %d characters, %d are the most: shorten it.".formatted(length, LONGEST),
          0);
    }
  }

  private void checkLines() throws NotUnderstood {
    if (lines.isEmpty()) {
      boolean blank =
          pieces.stream().map(Piece::shown).map(Typography::plain).allMatch(String::isBlank);
      throw new NotUnderstood(
          Cause.NOTHING_SAID,
          blank
              ? "Say what to do; help tells what can be done."
              : "Quoted text is not read: say what to do in a line without >.",
          0);
    }
    if (lines.stream().anyMatch(line -> line.contains(FENCE))) {
      throw new NotUnderstood(
          Cause.CODE_BLOCK, "Code blocks are not read: send the command as a plain line.", 0);
    }
    if (lines.size() > 1) {
      throw new NotUnderstood(
          Cause.SEVERAL_LINES,
          "A command is one line, and here are %d: send each by itself.".formatted(lines.size()),
          line().length());
    }
  }

  private void checkLinks() throws NotUnderstood {
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Link(String address, String label) && !shows(address, label)) {
        throw new NotUnderstood(
            Cause.LINK_HIDES_ADDRESS,
            "This link shows something else than its address: type it as plain text.",
            Math.max(0, line().indexOf(Typography.plain(label).strip())));
      }
    }
  }

  /// Whether the platform only added a scheme in front of what the person typed, or a slash behind.
  private static boolean shows(String address, String label) {
    return Stream.of("", "http://", "https://", "mailto:", "tel:")
        .map(scheme -> scheme + label)
        .anyMatch(typed -> address.equals(typed) || address.equals(typed + "/"));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cut(String text) {
    return length(text) > LONGEST ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) : text;
  }

  private static List<String> unquoted(String text) {
    var lines = new ArrayList<String>();
    for (String line : text.split("\n", -1)) {
      String stripped = line.strip();
      if (stripped.startsWith(">>>")) {
        break;
      }
      if (!stripped.isEmpty() && !stripped.startsWith(">")) {
        lines.add(stripped);
      }
    }
    return List.copyOf(lines);
  }

  private static String withoutBackticks(String line) {
    String mark = line.startsWith("``") ? "``" : "`";
    int width = mark.length();
    if (line.length() <= 2 * width || !line.startsWith(mark) || !line.endsWith(mark)) {
      return line;
    }
    String inner = line.substring(width, line.length() - width).strip();
    return inner.isEmpty() || inner.indexOf('`') >= 0 ? line : inner;
  }
}
