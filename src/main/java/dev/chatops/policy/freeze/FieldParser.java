package dev.chatops.policy.freeze;

import dev.chatops.policy.Excerpt;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one field of a cron schedule: `*`, numbers, names, ranges, steps after `*` or a range, and
/// lists of those.
///
/// Where programs that call themselves cron disagree, it refuses: `5/15`, ranges that go downwards,
/// `L`, `W`, `#`, `?`.
record FieldParser(Field field) {
  private static final Pattern PART =
      Pattern.compile("(?:\\*|(\\w{1,3})(?:-(\\w{1,3}))?)(?:/([0-9]{1,2}))?");

  /// @throws IllegalArgumentException whose message says what is wrong and what would be right
  Values parse(String text) {
    long bits = 0;
    for (String part : text.split(",", -1)) {
      bits |= part(part);
    }
    return new Values(bits, text.startsWith("*"));
  }

  private long part(String text) {
    Matcher part = PART.matcher(text);
    if (!part.matches()) {
      throw notUnderstood(text);
    }
    String first = part.group(1);
    String last = part.group(2);
    if (first != null && last == null && part.group(3) != null) {
      throw new IllegalArgumentException(
          "%s needs a range before the step, such as %s-%d/%s."
              .formatted(Excerpt.quoted(text), first, field.max(), part.group(3)));
    }
    int from = first == null ? field.min() : number(first, text);
    int to = last != null ? number(last, text) : first == null ? field.max() : from;
    if (from > to) {
      throw new IllegalArgumentException(
          "the range %s goes downwards; write it as two, such as %d-%d,%d-%d."
              .formatted(Excerpt.quoted(text), from, field.max(), field.min(), to));
    }
    return bits(from, to, step(part.group(3), text));
  }

  private long bits(int from, int to, int step) {
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= 1L << (field == Field.WEEKDAY ? value % 7 : value);
    }
    return bits;
  }

  private int step(@Nullable String digits, String text) {
    int step = digits == null ? 1 : Integer.parseInt(digits);
    if (step < 1 || step > field.max()) {
      throw new IllegalArgumentException(
          "the step of %s must be between 1 and %d.".formatted(Excerpt.quoted(text), field.max()));
    }
    return step;
  }

  private int number(String word, String text) {
    int named = field.names().indexOf(word.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + field.min();
    }
    if (!word.matches("[0-9]{1,2}")) {
      throw notUnderstood(text);
    }
    int number = Integer.parseInt(word);
    if (number < field.min() || number > field.max()) {
      throw new IllegalArgumentException(
          "the %s %d is not between %d and %d."
              .formatted(field.words(), number, field.min(), field.max()));
    }
    return number;
  }

  private IllegalArgumentException notUnderstood(String text) {
    return new IllegalArgumentException(
        "%s is no %s; write *, a number from %d to %d, a range such as %d-%d, or several with commas."
            .formatted(
                Excerpt.quoted(text),
                field.words(),
                field.min(),
                field.max(),
                field.min(),
                field.min() + 2));
  }
}
