package dev.chatops.intake.grammar;

import dev.chatops.policy.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a line that begins with the words of a command.
final class CommandLine {
  private final Vocabulary vocabulary;
  private final String line;
  private final Order order;

  private CommandLine(Vocabulary vocabulary, String line, Order order) {
    this.vocabulary = vocabulary;
    this.line = line;
    this.order = order;
  }

  /// @param from index in chars where the command begins
  /// @param preset flags that hold without being written
  static Reading read(Vocabulary vocabulary, String line, int from, Set<Flag> preset)
      throws NotUnderstood {
    return new CommandLine(vocabulary, line, Order.of(line, from, preset)).read();
  }

  /// The longest match wins. Where a shorter one could take the other words as arguments, or the
  /// namespace is not clear, the person chooses.
  private Reading read() throws NotUnderstood {
    List<Candidate> candidates = candidates();
    int most = candidates.getFirst().words();
    List<Candidate> longest =
        runnableFirst(candidates.stream().filter(c -> c.words() == most).toList());
    Candidate meant = clear(longest);
    List<Request.Run> rivals =
        candidates.stream()
            .filter(other -> other.words() < most)
            .filter(other -> other.command().runnable())
            .filter(other -> meant == null || other.namespace().equals(meant.namespace()))
            .flatMap(other -> complete(other).stream())
            .toList();
    if (meant != null && rivals.isEmpty()) {
      return meant.read(order, line);
    }
    var readings = new ArrayList<>(meant == null ? readings(longest) : complete(meant));
    readings.addAll(rivals);
    return choice(
        readings,
        meant == null
            ? "Say which you mean, with the namespace."
            : "This can be read in more than one way. Say which you mean.");
  }

  /// Every command that the first words find, those that more words find first.
  private List<Candidate> candidates() throws NotUnderstood {
    var found = new ArrayList<Candidate>();
    NotUnderstood first = null;
    for (int words = plainWords(); words > 0; words--) {
      for (Command command : vocabulary.found(head(words))) {
        try {
          found.add(Candidate.of(command, words, order, vocabulary.place()));
        } catch (NotUnderstood elsewhere) {
          first = first == null ? elsewhere : first;
        }
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    throw first == null ? unknown() : first;
  }

  private int plainWords() {
    int count = 0;
    int most = Math.min(order.words().size(), Offers.MOST_WORDS);
    while (count < most && order.words().get(count) instanceof Token.Word) {
      count++;
    }
    return count;
  }

  private String head(int words) {
    return String.join(
        " ",
        order.words().subList(0, words).stream()
            .map(token -> ((Token.Word) token).text())
            .toList());
  }

  private NotUnderstood unknown() {
    int words = plainWords();
    String sentence =
        words == 0
            ? "A command begins with its words, without quotes; list shows what there is."
            : "No command begins with %s; list shows what there is."
                .formatted(Excerpt.quoted(head(Math.min(words, 2))));
    int at = order.words().isEmpty() ? order.end() : order.words().getFirst().at();
    return new NotUnderstood(Cause.UNKNOWN_COMMAND, sentence, at);
  }

  private static List<Candidate> runnableFirst(List<Candidate> all) {
    List<Candidate> runnable = all.stream().filter(each -> each.command().runnable()).toList();
    return runnable.isEmpty() ? all : runnable;
  }

  private @Nullable Candidate clear(List<Candidate> candidates) {
    Candidate only = candidates.getFirst();
    boolean clear =
        candidates.size() == 1
            && (only.named() != null || vocabulary.place().implies(only.command()));
    return clear ? only : null;
  }

  /// @throws NotUnderstood where the person may run none of them: nothing can be offered
  private List<Request.Run> readings(List<Candidate> candidates) throws NotUnderstood {
    if (!candidates.getFirst().command().runnable()) {
      throw new NotUnderstood(
          Cause.MISSING_NAMESPACE, "Say where: add in and a namespace.", order.end());
    }
    var readings = new ArrayList<Request.Run>();
    NotUnderstood first = null;
    for (Candidate candidate : candidates) {
      try {
        switch (candidate.read(order, line)) {
          case Request.Run run -> readings.add(run);
          case Misunderstanding.Incomplete incomplete -> readings.add(incomplete.soFar());
          case Request other -> {}
          case Misunderstanding other -> {}
        }
      } catch (NotUnderstood misfit) {
        first = first == null ? misfit : first;
      }
    }
    if (readings.isEmpty() && first != null) {
      throw first;
    }
    return readings;
  }

  /// The request that can be offered for a candidate, if there is one.
  private List<Request.Run> complete(Candidate candidate) {
    try {
      return candidate.command().runnable()
              && candidate.read(order, line) instanceof Request.Run run
          ? List.of(run)
          : List.of();
    } catch (NotUnderstood misfit) {
      return List.of();
    }
  }

  private Misunderstanding choice(List<Request.Run> readings, String message) {
    int at = order.words().getFirst().at();
    return new Misunderstanding.Choice(readings, message, line, line.codePointCount(0, at));
  }
}
