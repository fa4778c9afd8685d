package dev.chatops.output;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// Takes what looks like a secret out of a text. A net with a narrow mesh, not a proof: what must
/// not be read must not be printed.
///
/// Known: private keys in PEM, JSON Web Tokens, keys of well-known services, values that a name
/// such as `password` announces, passwords in addresses, and all of these in Base64.
public final class Redaction {

  static final String MARK = "[redacted]";

  /// How often Base64 within Base64 is opened.
  private static final int DEPTH = 2;

  private record Rule(Pattern pattern, Function<Matcher, String> replacement) {}

  private static final List<Rule> RULES =
      List.of(
          // The beginning may be cut off, or the end not printed yet.
          whole(
              "(?s)-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)"),
          whole("(?s)\\A.*-----END [A-Z0-9 ]*PRIVATE KEY-----"),
          whole("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*)?"),
          whole("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"),
          whole("\\bgh[pousr]_[A-Za-z0-9]{20,}\\b"),
          whole("\\bgithub_pat_[A-Za-z0-9_]{20,}\\b"),
          whole("\\bglpat-[A-Za-z0-9_-]{16,}"),
          whole("\\bxox[a-z]-[A-Za-z0-9-]{8,}"),
          whole("\\bxapp-[A-Za-z0-9-]{8,}"),
          whole("\\bAIza[A-Za-z0-9_-]{30,}"),
          whole("\\b[sr]k_(live|test)_[A-Za-z0-9]{10,}"),
          after("(?i)(\\b(?:bearer|basic)\\s+)[A-Za-z0-9._~+/=-]{6,}"),
          after("([a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s:@]*:)[^\\s/]+@", "@"),
          after(
              "(?i)([a-z0-9_.-]*(?:passw(?:or)?d|passphrase|pwd|secret|token|api[-_]?key"
                  + "|access[-_]?key|private[-_]?key|account[-_]?key|credentials?)[a-z0-9_.-]*"
                  + "[\"']?\\s*(?:=>|[=:])\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s\"'][^\\s]*)"));

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");

  private Redaction() {}

  /// The text with [#MARK] in place of each secret.
  public static String of(String text) {
    return of(text, DEPTH);
  }

  /// A value that may be known for a secret by its name alone.
  public static String of(String name, String value) {
    String announced = name + "=";
    String clean = of(announced + value);
    return clean.startsWith(announced + MARK) || !clean.startsWith(announced)
        ? MARK
        : clean.substring(announced.length());
  }

  private static String of(String text, int depth) {
    String clean = text;
    for (Rule rule : RULES) {
      clean = replace(rule.pattern(), clean, rule.replacement());
    }
    return depth == 0 ? clean : replace(BASE64, clean, match -> opened(match.group(), depth));
  }

  /// Base64 stays as it is, unless it hides a secret.
  private static String opened(String run, int depth) {
    String standard = run.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
    int whole = standard.length() % 4 == 1 ? standard.length() - 1 : standard.length();
    try {
      byte[] bytes = Base64.getDecoder().decode(standard.substring(0, whole));
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return of(text, depth - 1).equals(text) ? run : MARK;
    } catch (IllegalArgumentException | CharacterCodingException noText) {
      return run;
    }
  }

  private static String replace(
      Pattern pattern, String text, Function<Matcher, String> replacement) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    int from = 0;
    do {
      clean.append(text, from, matcher.start()).append(replacement.apply(matcher));
      from = matcher.end();
    } while (matcher.find());
    return clean.append(text, from, text.length()).toString();
  }

  private static Rule whole(String pattern) {
    return new Rule(Pattern.compile(pattern), match -> MARK);
  }

  private static Rule after(String pattern) {
    return after(pattern, "");
  }

  /// The first group stays.
  private static Rule after(String pattern, String end) {
    return new Rule(Pattern.compile(pattern), match -> match.group(1) + MARK + end);
  }
}
