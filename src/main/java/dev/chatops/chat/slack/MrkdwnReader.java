package dev.chatops.chat.slack;

import dev.chatops.chat.inbound.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the text of a message as Slack delivers it: entities in angle brackets, and `& < >` of
/// people as escapes. Pure.
final class MrkdwnReader {

  private static final Pattern ENTITY = Pattern.compile("<([^<>]*)>");

  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder typed = new StringBuilder();

  private MrkdwnReader() {}

  static List<Piece> pieces(String text) {
    var reader = new MrkdwnReader();
    Matcher entity = ENTITY.matcher(text);
    int read = 0;
    while (entity.find()) {
      reader.typed.append(resolved(text.substring(read, entity.start())));
      reader.entity(entity.group(1));
      read = entity.end();
    }
    reader.typed.append(resolved(text.substring(read)));
    reader.endTyped();
    return List.copyOf(reader.pieces);
  }

  /// Without the mention that calls the bot: the first one of it.
  static List<Piece> pieces(String text, String bot) {
    Matcher call =
        Pattern.compile("<@" + Pattern.quote(bot) + "(?:\\|[^<>]*)?>[:,]?\\s*").matcher(text);
    return pieces(
        call.find() ? text.substring(0, call.start()) + text.substring(call.end()) : text);
  }

  private void entity(String content) {
    int bar = content.indexOf('|');
    String target = bar < 0 ? content : content.substring(0, bar);
    String label = bar < 0 ? target : content.substring(bar + 1);
    if (target.startsWith("@") || target.startsWith("#")) {
      add(new Piece.Mention(target.substring(1)));
    } else if (target.startsWith("!subteam^")) {
      add(new Piece.Mention(target.substring("!subteam^".length())));
    } else if (target.startsWith("!date^")) {
      typed.append(resolved(label));
    } else if (target.startsWith("!")) {
      add(new Piece.Mention(target.substring(1)));
    } else {
      add(new Piece.Link(resolved(target), resolved(label)));
    }
  }

  private void add(Piece piece) {
    endTyped();
    pieces.add(piece);
  }

  private void endTyped() {
    if (!typed.isEmpty()) {
      pieces.add(new Piece.Typed(typed.toString()));
      typed.setLength(0);
    }
  }

  /// Last the ampersand: `&amp;lt;` is how somebody's `&lt;` arrives.
  private static String resolved(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
