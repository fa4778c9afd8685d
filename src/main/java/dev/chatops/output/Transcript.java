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
    return of(raw, more, LONGEST);
  }

  /// @param longest at most [#LONGEST]
  public static Transcript of(String raw, boolean more, int longest) {
    if (isBinary(raw)) {
      return new Transcript("(not text: " + raw.length() + " characters)", true, 1);
    }
    // Redacted before it is cut: half a secret would not be known for one.
    String text = Redaction.of(Legible.lines(raw)).stripTrailing();
    boolean cut = text.length() > longest;
    String tail = cut ? tail(text, longest) : text;
    return new Transcript(tail, cut || more, tail.isEmpty() ? 0 : (int) tail.lines().count());
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /// The beginning instead of the end, cut after a line where there is one.
  public static Transcript beginningOf(String raw) {
    String text = Redaction.of(Legible.lines(raw)).stripTrailing();
    boolean cut = text.length() > LONGEST;
    String kept = cut ? head(text) : text;
    return new Transcript(kept, cut, kept.isEmpty() ? 0 : (int) kept.lines().count());
  }

  private static String head(String text) {
    int to = LONGEST - CUT.length();
    int line = text.lastIndexOf('\n', to - 1);
    if (line <= 0) {
      return text.substring(0, Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to) + CUT;
    }
    return text.substring(0, line) + "\n" + CUT;
  }

  private static String tail(String text, int longest) {
    int from = text.length() - longest + CUT.length();
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
  static boolean isBinary(String raw) {
    return raw.indexOf('\0') >= 0;
  }
}
