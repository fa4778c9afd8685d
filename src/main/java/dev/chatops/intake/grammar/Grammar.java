package dev.chatops.intake.grammar;

import dev.chatops.chat.inbound.Piece;
import dev.chatops.policy.BuiltInWord;
import dev.chatops.policy.Excerpt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what people write to the bot.
///
/// `<command words> [argument …] [name=value …] [in <namespace>] [--flag …] [because <reason>]`, or
/// a built-in word with what belongs to it. `docs/chat.md` tells it to users.
public final class Grammar {

  private Grammar() {}

  /// Never throws, whatever the message is; the effort is bounded.
  public static Reading read(List<Piece> pieces, Vocabulary vocabulary) {
    Message message = Message.of(pieces);
    String line = message.line();
    try {
      message.check();
      return complete(read(line, vocabulary), vocabulary);
    } catch (NotUnderstood why) {
      return new Misunderstanding.Unclear(
          why.why(),
          Excerpt.sentence(why.sentence()),
          line,
          line.codePointCount(0, why.index()),
          Offers.near(vocabulary, line));
    }
  }

  private static Reading read(String line, Vocabulary vocabulary) throws NotUnderstood {
    Optional<BuiltInWord> builtIn = BuiltInWord.of(line.split(" ", 2)[0]);
    return builtIn.isPresent()
        ? BuiltIns.read(builtIn.get(), vocabulary, line)
        : CommandLine.read(vocabulary, line, 0, Set.of());
  }

  private static Reading complete(Reading reading, Vocabulary vocabulary) {
    return reading instanceof Misunderstanding.Incomplete incomplete
        ? incomplete.offering(Offers.near(vocabulary, incomplete.line()))
        : reading;
  }
}
