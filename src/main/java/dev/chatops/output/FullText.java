package dev.chatops.output;

import static java.nio.charset.StandardCharsets.UTF_8;

/// All that a program printed, as a file may hold it: legible, redacted, and bounded. Of more the
/// end is kept, cut at the beginning of a line where there is one. Empty for what is no text.
///
/// @param truncated whether more was printed
public record FullText(String text, boolean truncated) {

  /// @param raw the output, from the beginning of a line on
  /// @param more whether something was printed before it
  /// @param longest in bytes of UTF-8
  public static FullText of(String raw, boolean more, int longest) {
    if (Transcript.isBinary(raw)) {
      return new FullText("", true);
    }
    // Redacted before it is cut: half a secret would not be known for one.
    String text = Redaction.of(Legible.lines(raw)).stripTrailing();
    byte[] bytes = text.getBytes(UTF_8);
    return bytes.length <= longest
        ? new FullText(text, more)
        : new FullText(end(bytes, bytes.length - longest), true);
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  private static String end(byte[] bytes, int from) {
    int line = from;
    while (line < bytes.length && bytes[line - 1] != '\n') {
      line++;
    }
    int start = line < bytes.length ? line : from;
    while (start < bytes.length && isContinued(bytes[start])) {
      start++;
    }
    return new String(bytes, start, bytes.length - start, UTF_8);
  }

  /// Whether a byte belongs to a character that began before it.
  private static boolean isContinued(byte one) {
    return (one & 0xC0) == 0x80;
  }
}
