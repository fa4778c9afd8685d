package dev.chatops.chat.inbound;

import dev.chatops.chat.MessageRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person did in chat. Adapters leave out what bots did, and bring everything else, however
/// often the platform delivers it.
public sealed interface Inbound {

  Source source();

  /// Somebody wrote to the bot.
  ///
  /// @param way how the bot was called
  /// @param pieces the message without that call
  record Said(Source source, Way way, List<Piece> pieces) implements Inbound {
    public Said {
      pieces = List.copyOf(pieces);
    }
  }

  /// Somebody edited what they had written to the bot. Edits are not read.
  ///
  /// @param first intent of the message as it was sent first
  record Edited(Source source, String first) implements Inbound {}

  /// Somebody pressed a button of ours.
  ///
  /// @param action of the button
  /// @param token of the button
  /// @param typed what the button asked for; null where it asks for nothing
  /// @param card the message that carries the button; null where the platform does not tell
  record Pressed(
      Source source, String action, String token, @Nullable String typed, @Nullable MessageRef card)
      implements Inbound {}

  /// Somebody sent a form of ours.
  ///
  /// @param state of the form
  /// @param values by name of the field; what was left empty is not in it
  record Filled(Source source, String state, Map<String, String> values) implements Inbound {
    public Filled {
      values = Map.copyOf(values);
    }
  }

  /// How the bot was called.
  enum Way {
    /// A command of the platform, such as `/chatops`. It leaves no message, and can open a form.
    COMMAND,
    /// The mention of the bot, as the first word.
    MENTION,
    /// The mention of the bot behind other words: perhaps it is only spoken of.
    ASIDE,
    /// A direct message.
    DIRECT
  }
}
