package dev.chatops.chat.slack;

import dev.chatops.chat.Audience;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// Writes Slack's mark-up. `& < >` are escaped in every word, which disarms mentions and links; the
/// marks `* _ ~` and the backtick cannot be escaped, so words with a mark that would count are
/// written as code, where only the backtick counts, and that is replaced by its look-alike U+02CB.
final class Mrkdwn {

  /// Marks, emoji names, and the sign that begins a quotation. An underscore inside a word is none.
  private static final Pattern MARK =
      Pattern.compile(
          "[*~`]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|:[\\w+'-]+:|^\\s*>",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern ACCOUNT = Pattern.compile("[UW][A-Z0-9]{2,30}");
  private static final Pattern USER_GROUP = Pattern.compile("S[A-Z0-9]{2,30}");

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder();
  private final boolean bold;

  /// Whether the last thing written ends in a mark, which needs a gap before the next word.
  private boolean closed;

  private Mrkdwn(boolean bold) {
    this.bold = bold;
  }

  static String of(Text text) {
    return written(text, false);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// A block of code; `text` with its lines.
  static String fence(String text) {
    return "```\n" + escape(text.replace("```", "ˋˋˋ")) + "\n```";
  }

  private static String written(Text text, boolean bold) {
    var writer = new Mrkdwn(bold);
    text.spans().forEach(writer::write);
    return writer.out.toString();
  }

  private void write(Span span) {
    switch (span) {
      case Span.Plain(String text) -> plain(text);
      case Span.Code(String text) -> code(text);
      case Span.Bold(Text content) -> bold(content);
      case Span.Link(String url, String label) -> link(url, label);
      case Span.Mention(Audience audience, String name) -> mention(audience, name);
      case Span.Date(Instant at) -> date(at);
    }
  }

  private void plain(String text) {
    if (!MARK.matcher(text).find()) {
      word(escape(text));
      return;
    }
    String core = text.strip();
    int start = text.indexOf(core);
    word(text.substring(0, start));
    code(core);
    word(text.substring(start + core.length()));
  }

  private void code(String text) {
    marked("`", escape(text.strip().replace('`', 'ˋ')));
  }

  private void bold(Text content) {
    if (bold) {
      content.spans().forEach(this::write);
    } else {
      marked("*", written(content, true).strip());
    }
  }

  private void link(String url, String label) {
    if (label.isBlank() || label.indexOf('|') >= 0 || MARK.matcher(label).find()) {
      code(label);
      word(" ");
      entity(target(url) + "|open");
    } else {
      entity(target(url) + "|" + escape(label));
    }
  }

  private static String target(String url) {
    return url.replace("&", "&amp;")
        .replace("<", "%3C")
        .replace(">", "%3E")
        .replace("|", "%7C")
        .replace("`", "%60")
        .replace("*", "%2A");
  }

  private void mention(Audience audience, String name) {
    switch (audience) {
      case Audience.Account(String id) when ACCOUNT.matcher(id).matches() -> entity("@" + id);
      case Audience.UserGroup(String id) when USER_GROUP.matcher(id).matches() ->
          entity("!subteam^" + id);
      case Audience.Account _, Audience.UserGroup _ -> plain(name);
    }
  }

  private void date(Instant at) {
    entity("!date^" + at.getEpochSecond() + "^{date_short_pretty} {time}|" + UTC.format(at));
  }

  private void entity(String content) {
    word("<" + content + ">");
  }

  private void marked(String mark, String content) {
    if (content.isEmpty()) {
      return;
    }
    if (!out.isEmpty() && !opens(out.charAt(out.length() - 1))) {
      out.append(' ');
    }
    out.append(mark).append(content).append(mark);
    closed = true;
  }

  private void word(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (closed && !closes(text.charAt(0))) {
      out.append(' ');
    }
    out.append(text);
    closed = false;
  }

  /// Whether a mark counts as one right after it.
  private static boolean opens(char before) {
    return Character.isWhitespace(before) || "([{\"'".indexOf(before) >= 0;
  }

  /// Whether a mark counts as one right before it.
  private static boolean closes(char after) {
    return Character.isWhitespace(after) || ".,;!?)]}\"'…".indexOf(after) >= 0;
  }
}
