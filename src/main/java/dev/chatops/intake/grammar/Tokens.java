package dev.chatops.intake.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line cut into tokens, up to `because`.
///
/// @param reason everything behind `because`; null without that word
record Tokens(List<Token> list, @Nullable String reason) {
  private static final String BECAUSE = "because";

  /// @param from index of the first char to read
  static Tokens of(String line, int from) throws NotUnderstood {
    var list = new ArrayList<Token>();
    var scanner = new Scanner(line, from);
    while (scanner.skipSpaces()) {
      Token token = scanner.next();
      if (!list.isEmpty() && token instanceof Token.Word word && word.is(BECAUSE)) {
        return new Tokens(list, reason(line, scanner.index()));
      }
      list.add(token);
    }
    return new Tokens(list, null);
  }

  private static String reason(String line, int from) throws NotUnderstood {
    String reason = FreeText.read(line, from, "the reason");
    if (reason.isEmpty()) {
      throw new NotUnderstood(Cause.MISSING_REASON, "Write the reason behind because.", from);
    }
    return reason;
  }
}
