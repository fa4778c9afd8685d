package dev.chatops.chat.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.chat.Button;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.util.List;

/// Turns cards into Slack messages: `text`, `blocks` and `metadata`, as `chat.postMessage` and
/// `chat.update` take them. Pure.
///
/// What does not fit is shortened: first fields, then everything, each time with the number of
/// characters that are missing; then parts are left out from the end. Buttons are not.
public final class BlockKit {

  /// `event_type` of every message of ours.
  public static final String EVENT_TYPE = "chatops_command";

  /// How `action_id` begins, and ends where a press asks for something.
  static final String ACTION = "chatops.";

  static final String ASKS_REASON = ".reason";
  static final String ASKS_NAME = ".name";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// How much each part may take, from generous to short of breath.
  private static final List<Share> SHARES =
      List.of(
          new Share(Limits.FIELD, Limits.SECTION),
          new Share(300, Limits.SECTION),
          new Share(300, 1_500),
          new Share(150, 700),
          new Share(100, 300),
          new Share(60, 120));

  private record Share(int field, int text) {}

  private BlockKit() {}

  /// @throws IllegalArgumentException when the buttons alone do not fit
  public static ObjectNode message(Card card, MessageKey key) {
    ObjectNode message = content(card);
    ObjectNode metadata = message.putObject("metadata");
    metadata.put("event_type", EVENT_TYPE);
    metadata.putObject("event_payload").put("uid", key.subject()).put("purpose", key.purpose());
    return message;
  }

  /// The same without `metadata`, which an update leaves as it is and a whisper has no use for.
  static ObjectNode content(Card card) {
    ObjectNode content = JSON.objectNode();
    content.put("text", Fitting.words(card.plainFallback(), Limits.TEXT));
    content.set("blocks", blocks(card));
    return content;
  }

  private static ArrayNode blocks(Card card) {
    for (Share share : SHARES) {
      ArrayNode blocks = blocks(card, share, card.body().size());
      if (fits(blocks)) {
        return blocks;
      }
    }
    for (int parts = Math.min(card.body().size() - 1, Limits.BLOCKS); parts >= 0; parts--) {
      ArrayNode blocks = blocks(card, SHARES.getLast(), parts);
      if (fits(blocks)) {
        return blocks;
      }
    }
    throw new IllegalArgumentException("the buttons do not fit into a Slack message");
  }

  private static boolean fits(ArrayNode blocks) {
    return blocks.size() <= Limits.BLOCKS && blocks.toString().length() <= Limits.BLOCKS_LENGTH;
  }

  private static ArrayNode blocks(Card card, Share share, int parts) {
    ArrayNode blocks = JSON.arrayNode();
    blocks
        .addObject()
        .put("type", "header")
        .set("text", plain(sign(card.severity()) + " " + card.title(), Limits.HEADER));
    card.body().subList(0, parts).forEach(element -> add(blocks, element, share));
    int missing = card.body().size() - parts;
    if (missing > 0) {
      add(blocks, new Element.Context(Text.plain("… %d more parts".formatted(missing))), share);
    }
    if (!card.buttons().isEmpty()) {
      blocks.add(actions(card.buttons()));
    }
    if (card.link() != null) {
      add(blocks, new Element.Context(Text.of(card.link())), new Share(0, Limits.SECTION));
    }
    return blocks;
  }

  private static void add(ArrayNode blocks, Element element, Share share) {
    switch (element) {
      case Text text -> section(blocks, text(text, share.text()));
      case Element.Code(String code) ->
          section(blocks, mrkdwn(code.isBlank() ? "" : Fitting.code(code, share.text())));
      case Element.Bullets(List<Text> items) ->
          section(blocks, mrkdwn(Fitting.bullets(items, share.text())));
      case Element.Fields(List<Element.Field> fields) -> fields(blocks, fields, share.field());
      case Element.Context(Text text) -> context(blocks, text(text, share.text()));
      case Element.Divider() -> blocks.addObject().put("type", "divider");
    }
  }

  private static void section(ArrayNode blocks, ObjectNode text) {
    if (says(text)) {
      blocks.addObject().put("type", "section").set("text", text);
    }
  }

  private static void context(ArrayNode blocks, ObjectNode text) {
    if (says(text)) {
      blocks.addObject().put("type", "context").putArray("elements").add(text);
    }
  }

  /// Slack refuses a message with an empty text in it.
  private static boolean says(ObjectNode text) {
    return !text.path("text").asText().isBlank();
  }

  private static void fields(ArrayNode blocks, List<Element.Field> fields, int limit) {
    for (int from = 0; from < fields.size(); from += Limits.FIELDS) {
      ArrayNode row = blocks.addObject().put("type", "section").putArray("fields");
      for (var field : fields.subList(from, Math.min(from + Limits.FIELDS, fields.size()))) {
        String label = Fitting.text(Text.of(new Span.Bold(Text.plain(field.label()))), limit / 2);
        String value = Fitting.text(field.value(), limit - label.length() - 1);
        row.add(mrkdwn(label + "\n" + (value.isBlank() ? "–" : value)));
      }
    }
  }

  private static ObjectNode actions(List<Button> buttons) {
    if (buttons.size() > Limits.BUTTONS) {
      throw new IllegalArgumentException("Slack takes %d buttons".formatted(Limits.BUTTONS));
    }
    ObjectNode block = JSON.objectNode().put("type", "actions");
    ArrayNode elements = block.putArray("elements");
    for (Button button : buttons) {
      ObjectNode element = elements.addObject().put("type", "button");
      element.set("text", plain(button.label(), Limits.BUTTON_TEXT));
      element.put("action_id", within(Limits.ACTION_ID, actionId(button)));
      element.put("value", within(Limits.BUTTON_VALUE, button.token()));
      switch (button.style()) {
        case NORMAL -> {}
        case PRIMARY -> element.put("style", "primary");
        case DANGER -> element.put("style", "danger");
      }
    }
    return block;
  }

  /// Says also what the press asks for: Slack gives 3 s to open a form, too short to look it up.
  private static String actionId(Button button) {
    return ACTION
        + button.action()
        + switch (button.asks()) {
          case NOTHING -> "";
          case REASON -> ASKS_REASON;
          case TARGET_NAME -> ASKS_NAME;
        };
  }

  private static String within(int limit, String text) {
    if (text.length() > limit) {
      throw new IllegalArgumentException(
          "a button carries at most %d characters here, not %d".formatted(limit, text.length()));
    }
    return text;
  }

  /// Words alone are sent as such: nothing in them can count as a mark.
  private static ObjectNode text(Text text, int limit) {
    if (text.spans().stream().allMatch(Span.Plain.class::isInstance)) {
      var words = new StringBuilder();
      text.spans().forEach(span -> words.append(((Span.Plain) span).text()));
      return plain(words.toString(), limit);
    }
    return mrkdwn(Fitting.text(text, limit));
  }

  private static ObjectNode plain(String words, int limit) {
    return JSON.objectNode()
        .put("type", "plain_text")
        .put("text", Fitting.words(words, limit))
        .put("emoji", false);
  }

  /// `verbatim`: no URL, channel or person in it becomes a link by itself.
  private static ObjectNode mrkdwn(String text) {
    return JSON.objectNode().put("type", "mrkdwn").put("text", text).put("verbatim", true);
  }

  private static String sign(Severity severity) {
    return switch (severity) {
      case WAITING -> "🟡";
      case HELD -> "⚪";
      case RUNNING -> "🔵";
      case OK -> "🟢";
      case STOPPED -> "🟣";
      case BAD -> "🔴";
      case UNKNOWN -> "🟠";
    };
  }
}
