package dev.chatops.intake.grammar;

import dev.chatops.policy.Excerpt;
import dev.chatops.policy.Nearest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A command line taken apart: flags and reason by themselves, the rest in its order.
///
/// @param words tokens that are no flags
/// @param end where the line ends, in chars
record Order(List<Token> words, Set<Flag> flags, @Nullable String reason, int end) {

  static Order of(String line, int from, Set<Flag> preset) throws NotUnderstood {
    Tokens tokens = Tokens.of(line, from);
    var words = new ArrayList<Token>();
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(preset);
    for (Token token : tokens.list()) {
      if (token instanceof Token.Word word && word.dashed()) {
        flags.add(flag(word));
      } else {
        words.add(token);
      }
      if (flags.containsAll(EnumSet.of(Flag.DRY_RUN, Flag.EXPLAIN))) {
        throw new NotUnderstood(
            Cause.CONFLICTING_FLAGS,
            "To explain and to try are two things: take one of explain and --dry-run.",
            token.at());
      }
    }
    return new Order(words, flags, tokens.reason(), line.length());
  }

  private static Flag flag(Token.Word word) throws NotUnderstood {
    var known = Flag.of(word.text());
    if (known.isPresent()) {
      return known.get();
    }
    List<String> nearest = Nearest.of(word.text(), Flag.all());
    throw new NotUnderstood(
        Cause.UNKNOWN_FLAG,
        nearest.isEmpty()
            ? "There is no flag %s; the flags are %s. Quote it to pass it as an argument."
                .formatted(Excerpt.quoted(word.text()), String.join(", ", Flag.all()))
            : "There is no flag %s; did you mean %s? Quote it to pass it as an argument."
                .formatted(Excerpt.quoted(word.text()), nearest.getFirst()),
        word.at());
  }
}
