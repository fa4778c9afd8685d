package dev.chatops.intake.grammar;

/// Makes plain what phones, word processors and web pages make pretty.
///
/// Every space becomes the plain one, every quotation mark `"` or `'`, every line break `\n`.
/// Characters without width that people type or copy unawares disappear. What reorders text stays,
/// so that it is found and refused.
final class Typography {

  private Typography() {}

  static String plain(String text) {
    var plain = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .filter(point -> !withoutWidth(point))
        .map(Typography::plain)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static int plain(int point) {
    return switch (point) {
      case '\t' -> ' ';
      case '\r', 0x0B, '\f', 0x85, 0x2028, 0x2029 -> '\n';
      case '“', '”', '„', '‟', '«', '»', '＂' -> '"';
      case '‘', '’', '‚', '‛', '‹', '›', '＇' -> '\'';
      default -> Character.getType(point) == Character.SPACE_SEPARATOR ? ' ' : point;
    };
  }

  private static boolean withoutWidth(int point) {
    return point == 0xAD // soft hyphen
        || (point >= 0x200B && point <= 0x200F) // zero width space and joiners, direction marks
        || (point >= 0x2060 && point <= 0x2064) // word joiner, invisible operators
        || (point >= 0x2066 && point <= 0x2069) // isolates, which clients put around mentions
        || (point >= 0xFE00 && point <= 0xFE0F) // variation selectors of emoji
        || point == 0xFEFF;
  }

  /// A token with the dashes that autocorrection put in place of `--` or `-`.
  static String plainDash(String token) {
    int dashes = 0;
    boolean typographic = false;
    while (dashes < token.length() && dash(token.charAt(dashes))) {
      typographic |= token.charAt(dashes) != '-';
      dashes++;
    }
    if (!typographic) {
      return token;
    }
    String rest = token.substring(dashes);
    boolean minus = dashes == 1 && token.charAt(0) != '—' && token.charAt(0) != '―';
    return (minus && startsWithDigit(rest) ? "-" : "--") + rest;
  }

  /// A value with the minus sign that was copied from elsewhere.
  static String plainMinus(String value) {
    boolean number =
        !value.isEmpty() && dash(value.charAt(0)) && startsWithDigit(value.substring(1));
    return number ? plainDash(value) : value;
  }

  private static boolean startsWithDigit(String text) {
    return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
  }

  private static boolean dash(char c) {
    return c == '-' || (c >= '‐' && c <= '―') || c == '−';
  }
}
