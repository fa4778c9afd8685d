package dev.chatops.chat.inbound;

import dev.chatops.chat.Card;
import java.util.Map;

/// What the person who did something is told at once. The adapter acknowledges to the platform
/// after it, never before.
public sealed interface Answer {

  /// Stored, or nothing for us to say; what follows is told by the card of the command.
  record Taken() implements Answer {}

  /// This, to this person only.
  record Whisper(Card card) implements Answer {}

  /// A form, to this person.
  record Ask(Form form) implements Answer {}

  /// The form stays open, with what is wrong beside the fields.
  ///
  /// @param errors by name of the field
  record Again(Map<String, String> errors) implements Answer {
    public Again {
      errors = Map.copyOf(errors);
    }
  }

  /// Not stored, because nobody could. Where the platform delivers again, it shall; the person is
  /// told this meanwhile.
  record NotNow(Card card) implements Answer {}
}
