package dev.chatops.output;

/// The end of what a program printed, as a status or a message may hold it: legible, redacted, at
/// most [#LONGEST] characters, cut at the beginning of a line where there is one.
///
/// @param truncated whether more was printed
/// @param lines how many there are in `text`
public record Transcript(String text, boolean truncated, int lines) {

  /// In code units; less than the API's limit, which counts code points.
  public static final int LONGEST = 4000;

  private static final String CUT = "…";

  /// @param raw the tail of the output, from the beginning of a line on
  /// @param more whether something was printed before it
  public static Transcript of(String raw, boolean more) {
    if (isBinary(raw)) {
      return new Transcript("(not text: " + raw.length() + " characters)", true, 1);
    }
    // Redacted before it is cut: half a secret would not be known for one.
    String text = Redaction.of(Legible.lines(raw)).stripTrailing();
    boolean cut = text.length() > LONGEST;
    String tail = cut ? tail(text) : text;
    return new Transcript(tail, cut || more, tail.isEmpty() ? 0 : (int) tail.lines().count());
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  private static String tail(String text) {
    int from = text.length() - LONGEST + CUT.length();
    int line = text.indexOf('\n', from);
    if (line >= 0 && line < text.length() - 1) {
      return text.substring(line + 1);
    }
    if (Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    return CUT + text.substring(from);
  }

  /// As `grep` and `git` have it, by what text never holds; terminals are moved by escapes alone.
  private static boolean isBinary(String raw) {
    return raw.indexOf('\0') >= 0;
  }
}
