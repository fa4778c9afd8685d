package dev.chatops.intake.grammar;

import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.policy.BuiltInWord;
import dev.chatops.policy.Excerpt;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a line that begins with a built-in word.
final class BuiltIns {
  private static final int SHOWN = 10;
  private static final int MOST_SHOWN = 50;
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]?");
  private static final Pattern SHORT = Pattern.compile("#?[0-9a-v]{4,26}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,251}[a-z0-9])?");
  private static final Pattern FROM_CHAT = Pattern.compile("cc-[0-9a-v]{26}");

  private final Vocabulary vocabulary;
  private final String line;

  /// Where the rest begins, in chars.
  private final int from;

  private final String rest;

  private BuiltIns(Vocabulary vocabulary, String line, int from) {
    this.vocabulary = vocabulary;
    this.line = line;
    this.rest = line.substring(from).strip();
    this.from = line.length() - rest.length();
  }

  static Reading read(BuiltInWord word, Vocabulary vocabulary, String line) throws NotUnderstood {
    return new BuiltIns(vocabulary, line, word.word().length()).read(word);
  }

  private Reading read(BuiltInWord word) throws NotUnderstood {
    return switch (word) {
      case HELP -> new Request.Help(topic());
      case LIST -> alone(new Request.Commands());
      case WHOAMI -> alone(new Request.WhoAmI());
      case STATUS -> status();
      case HISTORY -> new Request.History(count());
      case APPROVE -> decide(Decision.APPROVE);
      case DENY -> decide(Decision.DENY);
      case CANCEL -> decide(Decision.CANCEL);
      case EXPLAIN -> CommandLine.read(vocabulary, line, from, Set.of(Flag.EXPLAIN));
    };
  }

  private Request alone(Request request) throws NotUnderstood {
    if (!rest.isEmpty()) {
      throw new NotUnderstood(
          Cause.TOO_MANY_ARGUMENTS, "This word stands alone: leave out what follows.", from);
    }
    return request;
  }

  private @Nullable String topic() throws NotUnderstood {
    if (rest.isEmpty()) {
      return null;
    }
    String[] words = rest.split(" +");
    for (int count = words.length; count > 0; count--) {
      var found = vocabulary.runnable(String.join(" ", Arrays.copyOf(words, count)));
      if (!found.isEmpty()) {
        return found.getFirst().name();
      }
    }
    return BuiltInWord.of(words[0])
        .map(BuiltInWord::word)
        .orElseThrow(() ->
            new NotUnderstood(
                Cause.UNKNOWN_COMMAND,
                "There is no command %s; list shows what there is.".formatted(Excerpt.quoted(rest)),
                from));
  }

  private int count() throws NotUnderstood {
    if (rest.isEmpty()) {
      return SHOWN;
    }
    int count = COUNT.matcher(rest).matches() ? Integer.parseInt(rest) : MOST_SHOWN + 1;
    if (count > MOST_SHOWN) {
      throw new NotUnderstood(
          Cause.BAD_COUNT, "Write how many to show: a number from 1 to " + MOST_SHOWN + ".", from);
    }
    return count;
  }

  private Request status() throws NotUnderstood {
    Named named = named();
    if (!named.more().isEmpty()) {
      throw new NotUnderstood(
          Cause.TOO_MANY_ARGUMENTS,
          "Only one id is wanted: leave out what follows.",
          line.length() - named.more().length());
    }
    return new Request.Status(named.id());
  }

  private Request decide(Decision decision) throws NotUnderstood {
    Named named = named();
    String comment = FreeText.read(line, line.length() - named.more().length(), "the comment");
    return new Request.Decide(decision, named.id(), comment.isEmpty() ? null : comment);
  }

  /// @param id null where the card above is meant
  /// @param more what follows, without space in front
  private record Named(@Nullable String id, String more) {}

  /// Under a card the first word is an id only if it has `#`, is a name that chat gave, or begins
  /// the id of an unfinished command: all else is comment.
  private Named named() throws NotUnderstood {
    String[] parts = rest.split(" +", 2);
    String word = parts[0].toLowerCase(Locale.ROOT);
    if (vocabulary.place().underCard() && !certain(word)) {
      return new Named(null, rest);
    }
    if (!SHORT.matcher(word).matches() && !NAME.matcher(word).matches()) {
      throw new NotUnderstood(
          Cause.BAD_ID,
          "Write the id of the command, such as #7f3k: 4 characters of it at least.",
          from);
    }
    return new Named(
        word.startsWith("#") ? word.substring(1) : word, parts.length < 2 ? "" : parts[1]);
  }

  private boolean certain(String word) {
    return word.startsWith("#")
        || FROM_CHAT.matcher(word).matches()
        || (word.length() >= 4
            && vocabulary.place().open().stream().anyMatch(open -> open.startsWith(word)));
  }
}
