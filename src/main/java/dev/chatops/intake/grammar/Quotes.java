package dev.chatops.intake.grammar;

import java.util.regex.Pattern;

/// Quotation marks: `"`, `'` and the backtick, each closed by itself. Inside, everything is
/// literal; the mark itself is written twice.
final class Quotes {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@+-]+");

  private Quotes() {}

  static boolean opens(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  /// The value as an argument, in quotes where it needs them.
  static String around(String value) {
    return PLAIN.matcher(value).matches() ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
