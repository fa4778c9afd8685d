package dev.chatops.policy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Compiles RE2 expressions from definitions. RE2 writes repetitions out, one copy each, so that
/// `((a{1000}){1000}){1000}` would need more memory than there is; such are refused beforehand.
final class BoundedPattern {
  static final long MOST_PARTS = 2000;
  private static final Pattern COUNT = Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?\\}");

  private final String pattern;
  private final ArrayDeque<Long> outer = new ArrayDeque<>();
  private long parts;
  private long last;

  private BoundedPattern(String pattern) {
    this.pattern = pattern;
  }

  /// @throws PatternSyntaxException when it is no RE2 expression, or too large a one
  static Pattern compile(String pattern) {
    if (new BoundedPattern(pattern).tooLarge()) {
      throw new PatternSyntaxException(
          "its repetitions expand to more than " + MOST_PARTS + " parts", pattern);
    }
    return Pattern.compile(pattern);
  }

  /// Counts the parts that RE2 would write out; where in doubt, rather too many.
  private boolean tooLarge() {
    int at = 0;
    while (at < pattern.length() && parts <= MOST_PARTS) {
      at = next(at);
    }
    return parts > MOST_PARTS;
  }

  private int next(int at) {
    return switch (pattern.charAt(at)) {
      case '\\' -> escape(at);
      case '[' -> part(1, endOfClass(at));
      case '(' -> open(at);
      case ')' -> close(at);
      case '{' -> repeat(at);
      case '*', '+', '?' -> operator(at);
      default -> part(1, at + 1);
    };
  }

  private int part(long size, int end) {
    last = size;
    parts += size;
    return end;
  }

  /// Belongs to the part before it, which a count may still follow.
  private int operator(int at) {
    parts++;
    return at + 1;
  }

  private int escape(int at) {
    if (!pattern.startsWith("\\Q", at)) {
      return part(1, at + 2);
    }
    int end = pattern.indexOf("\\E", at);
    return part(pattern.length() - at, end < 0 ? pattern.length() : end + 2);
  }

  private int open(int at) {
    outer.push(parts);
    parts = 0;
    last = 0;
    return at + 1;
  }

  private int close(int at) {
    long group = parts + 1;
    parts = outer.isEmpty() ? 0 : outer.pop();
    return part(group, at + 1);
  }

  private int repeat(int at) {
    Matcher count = COUNT.matcher(pattern.substring(at));
    if (!count.lookingAt()) {
      return part(1, at + 1);
    }
    long times = Math.max(number(count.group(1)), number(count.group(2)));
    long repeated = last * Math.max(1, times);
    parts += repeated - last;
    last = repeated;
    return at + count.end();
  }

  /// RE2 itself refuses more than 1000.
  private static long number(@Nullable String digits) {
    return digits == null || digits.isEmpty() || digits.length() > 4 ? 0 : Long.parseLong(digits);
  }

  private int endOfClass(int at) {
    int end = at + 1;
    if (pattern.startsWith("^", end)) {
      end++;
    }
    if (pattern.startsWith("]", end)) {
      end++;
    }
    while (end < pattern.length() && pattern.charAt(end) != ']') {
      end = afterMember(end);
    }
    return end + 1;
  }

  private int afterMember(int at) {
    if (pattern.charAt(at) == '\\') {
      return at + 2;
    }
    int named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
    return named < 0 ? at + 1 : named + 2;
  }
}
