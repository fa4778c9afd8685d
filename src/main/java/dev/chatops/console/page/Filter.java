package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.mirror.State;
import dev.chatops.mirror.Understood;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Which commands a list shows. It stands in the address of the page, so that it can be shared.
///
/// @param text in the line, the reason, the name or the message; empty for any
/// @param tone of the state; empty for any
/// @param command name of the AllowedCommand; empty for any
/// @param person who asked; empty for anybody
public record Filter(String text, String tone, String command, String person) {

  /// @param tone of the style sheet
  public record Choice(String tone, String words) {}

  /// The states that one can choose from.
  public static final List<Choice> CHOICES =
      List.of(
          new Choice("waiting", "Waits for approval"),
          new Choice("running", "Running"),
          new Choice("held", "Held"),
          new Choice("ok", "Went well"),
          new Choice("bad", "Failed"),
          new Choice("stopped", "Stopped"),
          new Choice("unknown", "Unknown"));

  /// For templates.
  public List<Choice> choices() {
    return CHOICES;
  }

  public boolean takes(ChatCommand each) {
    return (tone.isEmpty() || Look.of(State.of(each).severity()).tone().equals(tone))
        && (command.isEmpty() || each.getSpec().command().equals(command))
        && (person.isEmpty() || each.getSpec().requester().username().equals(person))
        && (text.isBlank() || words(each).anyMatch(this::isFound));
  }

  private boolean isFound(String words) {
    return words.toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT));
  }

  private static Stream<String> words(ChatCommand each) {
    return Stream.of(
            Stream.of(
                Understood.of(each),
                each.getMetadata().getName(),
                each.getSpec().requester().username()),
            Stream.ofNullable(each.getSpec().reason()),
            State.succeeded(each).map(Condition::message).stream())
        .flatMap(words -> words);
  }
}
