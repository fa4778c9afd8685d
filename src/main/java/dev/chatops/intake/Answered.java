package dev.chatops.intake;

import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.chat.inbound.Source;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Remembers for a while what was answered, so that a platform which delivers the same again does
/// not make people read the answer twice. Forgetting does no harm: what is stored is stored once.
final class Answered {

  private static final int REMEMBERED = 10_000;

  private final Bounded<Key, Boolean> answered = new Bounded<>(REMEMBERED);

  /// @param words a hash of what was said, or of what was pressed
  private record Key(Class<?> kind, String channel, String user, String intent, int words) {}

  boolean knows(Inbound inbound) {
    return answered.get(key(inbound)) != null;
  }

  Answer once(Inbound inbound, Supplier<Answer> answer) {
    Key key = key(inbound);
    if (answered.get(key) != null) {
      return new Answer.Taken();
    }
    Answer given = answer.get();
    // A form that stays open comes back as the same; what was not stored has to come again.
    if (given instanceof Answer.Taken || given instanceof Answer.Whisper) {
      answered.put(key, true);
    }
    return given;
  }

  private static Key key(Inbound inbound) {
    Source source = inbound.source();
    return new Key(
        inbound.getClass(),
        source.workspace() + "/" + source.channel(),
        source.user(),
        source.intent(),
        words(inbound));
  }

  private static int words(Inbound inbound) {
    return switch (inbound) {
      case Inbound.Said said ->
          said.pieces().stream().map(Piece::shown).collect(Collectors.joining()).hashCode();
      case Inbound.Pressed pressed -> pressed.token().hashCode();
      case Inbound.Filled filled -> filled.state().hashCode() * 31 + filled.values().hashCode();
      case Inbound.Edited _ -> 0;
    };
  }
}
