package dev.chatops.intake.grammar;

import dev.chatops.policy.BuiltInWord;
import dev.chatops.policy.ChatWords;
import dev.chatops.policy.Nearest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What may have been meant, of what this person may run here.
final class Offers {
  private static final int MOST = 3;

  /// No command has more words.
  static final int MOST_WORDS = 32;

  private Offers() {}

  /// Usages near the beginning of a line, the nearest first, three at most.
  static List<String> near(Vocabulary vocabulary, String line) {
    List<String> typed =
        Arrays.stream(ChatWords.plain(line).split(" ", MOST_WORDS + 1)).limit(MOST_WORDS).toList();
    Optional<BuiltInWord> builtIn = BuiltInWord.of(typed.getFirst());
    if (builtIn.isPresent()) {
      return switch (builtIn.get()) {
        case EXPLAIN, HELP -> commands(vocabulary, typed.subList(1, typed.size()));
        case LIST, STATUS, HISTORY, APPROVE, DENY, CANCEL, WHOAMI -> List.of(builtIn.get().usage());
      };
    }
    return commands(vocabulary, typed);
  }

  private static List<String> commands(Vocabulary vocabulary, List<String> typed) {
    for (int count = typed.size(); count > 0; count--) {
      List<Command> exact = vocabulary.runnable(head(typed, count));
      if (!exact.isEmpty()) {
        return exact.stream().map(vocabulary::usage).distinct().limit(MOST).toList();
      }
    }
    var near = new LinkedHashSet<String>();
    List<String> known = vocabulary.runnableWords();
    for (int count = typed.size(); count > 0; count--) {
      int size = count;
      near.addAll(
          Nearest.of(
              head(typed, count), known.stream().filter(words -> size(words) == size).toList()));
    }
    if (!typed.isEmpty() && !typed.getFirst().isEmpty()) {
      known.stream().filter(words -> words.startsWith(typed.getFirst())).forEach(near::add);
    }
    return Stream.concat(
            near.stream()
                .flatMap(words -> vocabulary.runnable(words).stream())
                .map(vocabulary::usage),
            builtIn(typed))
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static Stream<String> builtIn(List<String> typed) {
    if (typed.isEmpty()) {
      return Stream.empty();
    }
    Set<String> words = new LinkedHashSet<>();
    for (BuiltInWord each : BuiltInWord.values()) {
      words.add(each.word());
    }
    return Nearest.of(typed.getFirst(), words).stream()
        .flatMap(word -> BuiltInWord.of(word).stream())
        .map(BuiltInWord::usage);
  }

  private static String head(List<String> typed, int count) {
    return String.join(" ", typed.subList(0, count));
  }

  private static long size(String words) {
    return 1 + words.chars().filter(c -> c == ' ').count();
  }
}
