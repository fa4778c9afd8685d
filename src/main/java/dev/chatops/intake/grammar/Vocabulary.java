package dev.chatops.intake.grammar;

import dev.chatops.policy.ChatWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What one person can say in one place: a snapshot. Immutable, for any thread.
public final class Vocabulary {
  private final Place place;
  private final NavigableMap<String, List<Command>> byWords = new TreeMap<>();

  /// @param commands those of namespaces other than the place's are left out
  public Vocabulary(Place place, List<Command> commands) {
    this.place = place;
    for (Command command : commands) {
      if (place.namespaces().contains(command.namespace())) {
        for (String words : command.definition().words()) {
          byWords.computeIfAbsent(words, each -> new ArrayList<>()).add(command);
        }
      }
    }
  }

  Place place() {
    return place;
  }

  /// Commands that are found by exactly these words, whatever their case and hyphens.
  List<Command> found(String words) {
    return Collections.unmodifiableList(byWords.getOrDefault(ChatWords.plain(words), List.of()));
  }

  /// Like [#found], those that the person may run.
  List<Command> runnable(String words) {
    return found(words).stream().filter(Command::runnable).toList();
  }

  /// Words that find something that the person may run.
  List<String> runnableWords() {
    return byWords.keySet().stream().filter(words -> !runnable(words).isEmpty()).toList();
  }

  /// How to ask for a command in this place.
  String usage(Command command) {
    String usage = command.definition().usage();
    return command.namespace().equals(place.defaultNamespace())
        ? usage
        : String.format(Locale.ROOT, "%s in %s", usage, command.namespace());
  }
}
