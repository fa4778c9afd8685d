package dev.chatops.intake.grammar;

import java.util.regex.Pattern;

/// A part of a line between spaces.
sealed interface Token {

  /// Where it begins, in chars of the line.
  int at();

  record Word(String text, int at) implements Token {
    private static final Pattern NUMBER = Pattern.compile("-[0-9]+(\\.[0-9]+)?");

    boolean is(String word) {
      return text.equalsIgnoreCase(word);
    }

    /// Whether it can only be a flag.
    boolean dashed() {
      return text.startsWith("-") && !NUMBER.matcher(text).matches();
    }
  }

  /// Never a word of the grammar.
  record Quoted(String text, int at) implements Token {}

  record Named(String name, String value, int at, int valueAt) implements Token {}
}
