package dev.chatops.intake.grammar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one token after the other.
final class Scanner {
  private static final Pattern NAMED = Pattern.compile("[A-Za-z][A-Za-z0-9_]*=");
  private final String line;
  private int index;

  Scanner(String line, int index) {
    this.line = line;
    this.index = index;
  }

  int index() {
    return index;
  }

  /// @return whether something is left
  boolean skipSpaces() {
    while (index < line.length() && line.charAt(index) == ' ') {
      index++;
    }
    return index < line.length();
  }

  Token next() throws NotUnderstood {
    int at = index;
    if (Quotes.opens(line.charAt(index))) {
      return new Token.Quoted(quoted(), at);
    }
    Matcher named = NAMED.matcher(line).region(index, line.length());
    return named.lookingAt()
        ? named(named.end())
        : new Token.Word(Typography.plainDash(bare()), at);
  }

  private Token named(int valueAt) throws NotUnderstood {
    int at = index;
    String name = line.substring(at, valueAt - 1);
    index = valueAt;
    if (index == line.length() || line.charAt(index) == ' ') {
      throw new NotUnderstood(
          Cause.BAD_VALUE,
          "Write a value right behind %s=, without a space; \"\" stands for an empty one."
              .formatted(name),
          valueAt);
    }
    String value = Quotes.opens(line.charAt(index)) ? quoted() : Typography.plainMinus(bare());
    return new Token.Named(name, value, at, valueAt);
  }

  private String bare() throws NotUnderstood {
    int at = index;
    int end = line.indexOf(' ', index);
    index = end < 0 ? line.length() : end;
    String text = line.substring(at, index);
    int quote = text.indexOf('"');
    if (quote >= 0) {
      throw new NotUnderstood(
          Cause.STRAY_QUOTE,
          "Put quotes around the whole argument; a quote in the middle of a word has no meaning.",
          at + quote);
    }
    return text;
  }

  private String quoted() throws NotUnderstood {
    int opening = index;
    char mark = line.charAt(index++);
    var text = new StringBuilder();
    while (index < line.length()) {
      char c = line.charAt(index++);
      if (c != mark) {
        text.append(c);
      } else if (index < line.length() && line.charAt(index) == mark) {
        text.append(mark);
        index++;
      } else if (index < line.length() && line.charAt(index) != ' ') {
        throw new NotUnderstood(Cause.STRAY_QUOTE, "Put a space behind the closing quote.", index);
      } else {
        return text.toString();
      }
    }
    throw new NotUnderstood(
        Cause.UNCLOSED_QUOTE,
        "The quote %s that opens here is never closed; close it.".formatted(mark),
        opening);
  }
}
