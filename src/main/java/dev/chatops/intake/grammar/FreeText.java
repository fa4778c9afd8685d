package dev.chatops.intake.grammar;

/// The end of a line that is for people: reasons and comments.
final class FreeText {

  /// As the API server takes it, in code points.
  private static final int LONGEST = 512;

  private FreeText() {}

  /// @return the text without space around it, may be empty
  static String read(String line, int from, String what) throws NotUnderstood {
    String text = line.substring(from).strip();
    int length = text.codePointCount(0, text.length());
    if (length > LONGEST) {
      int end = line.indexOf(text, from);
      throw new NotUnderstood(
          Cause.TOO_LONG,
          "Shorten %s: it has %d characters, %d are the most.".formatted(what, length, LONGEST),
          text.offsetByCodePoints(0, LONGEST) + end);
    }
    return text;
  }
}
