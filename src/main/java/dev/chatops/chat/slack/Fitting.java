package dev.chatops.chat.slack;

import dev.chatops.chat.Text;
import java.util.List;
import java.util.function.IntFunction;

/// Makes text fit. What is cut is cut before it is written, so never inside an entity or a mark,
/// and the loss is always shown as a number.
final class Fitting {

  private Fitting() {}

  /// Mark-up of at most `limit` characters.
  static String text(Text text, int limit) {
    return longest(
        text.length(),
        limit,
        kept ->
            kept == text.length()
                ? Mrkdwn.of(text)
                : Mrkdwn.of(text.first(kept)) + loss(text.length() - kept));
  }

  /// Words without mark-up, of at most `limit` characters.
  static String words(String words, int limit) {
    int length = points(words);
    return longest(
        length,
        limit,
        kept ->
            kept == length
                ? Mrkdwn.escape(words)
                : Mrkdwn.escape(words.substring(0, words.offsetByCodePoints(0, kept)))
                    + loss(length - kept));
  }

  /// A block of code of at most `limit` characters. Keeps the end.
  static String code(String code, int limit) {
    int length = points(code);
    return longest(
        length,
        limit,
        kept ->
            kept == length
                ? Mrkdwn.fence(code)
                : "… %d characters before this\n".formatted(length - kept)
                    + Mrkdwn.fence(code.substring(code.offsetByCodePoints(0, length - kept))));
  }

  /// One line for each item, of at most `limit` characters in all, and as many items as fit.
  static String bullets(List<Text> items, int limit) {
    int share = items.isEmpty() ? limit : Math.max(limit / items.size(), Math.min(limit / 4, 400));
    List<String> lines = items.stream().map(item -> "• " + text(item, share - 3)).toList();
    return longest(
        lines.size(),
        limit,
        kept -> {
          String shown = String.join("\n", lines.subList(0, kept));
          return kept == lines.size()
              ? shown
              : shown + "\n… %d more".formatted(lines.size() - kept);
        });
  }

  /// The most that fits, between nothing and all of it. One kept unit takes at least one character.
  private static String longest(int all, int limit, IntFunction<String> written) {
    if (all <= limit) {
      String whole = written.apply(all);
      if (whole.length() <= limit) {
        return whole;
      }
    }
    int fits = 0;
    int tooMany = Math.min(all, limit + 1);
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (written.apply(middle).length() <= limit) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return written.apply(fits);
  }

  private static String loss(int points) {
    return " … %d more characters".formatted(points);
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }
}
