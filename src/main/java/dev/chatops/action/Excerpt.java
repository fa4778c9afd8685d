package dev.chatops.action;

/// Text from a cluster, made fit for a sentence: one line, bounded, the loss visible.
public final class Excerpt {

  /// Longest sentence that people are shown.
  public static final int SENTENCE = 256;

  /// Longest value of a [dev.chatops.api.v1alpha1.PlannedChange].
  public static final int VALUE = 512;

  /// Control, format and separator characters become spaces, runs of white space one space. A text
  /// longer than `limit` ends in `…` and never in half a character.
  public static String of(String text, int limit) {
    String line = text.replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
    if (line.length() <= limit) {
      return line;
    }
    int end = limit - 1;
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end).stripTrailing() + "…";
  }

  private Excerpt() {}
}
