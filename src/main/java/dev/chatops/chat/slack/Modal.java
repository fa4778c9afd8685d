package dev.chatops.chat.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.view.ViewState;
import dev.chatops.chat.Card;
import dev.chatops.chat.inbound.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes forms as Slack's modals, and reads what was typed into them. Pure.
final class Modal {

  /// `callback_id` of each kind.
  static final String FORM = "chatops.form";

  static final String PRESS = "chatops.press";
  static final String RUN = "chatops.run";

  /// The one field of a modal that asks for a reason, a name or a command.
  static final String TYPED = "typed";

  private static final String YES = "true";
  private static final String VALUE = "value";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Modal() {}

  static ObjectNode of(Form form, Carried carried) {
    ObjectNode view = view(FORM, form.title(), carried);
    ArrayNode blocks = view.putArray("blocks");
    form.fields().forEach(field -> blocks.add(input(field)));
    return view;
  }

  /// One question of ours.
  static ObjectNode asking(String kind, String title, String label, Carried carried) {
    ObjectNode view = view(kind, title, carried);
    var field =
        new Form.Field(TYPED, label, null, true, null, new Form.Kind.Words(kind.equals(PRESS)));
    view.putArray("blocks").add(input(field));
    return view;
  }

  /// Something to read, in place of a form.
  static ObjectNode saying(Card card) {
    ObjectNode view = JSON.objectNode().put("type", "modal");
    view.set("title", plain(card.title(), Limits.VIEW_TITLE));
    view.set("close", plain("Close", Limits.VIEW_TITLE));
    view.set("blocks", BlockKit.content(card).get("blocks"));
    return view;
  }

  private static ObjectNode view(String kind, String title, Carried carried) {
    String metadata = carried.written();
    if (metadata.length() > Limits.PRIVATE_METADATA) {
      throw new IllegalArgumentException(
          "a form in Slack carries at most %d characters".formatted(Limits.PRIVATE_METADATA));
    }
    ObjectNode view = JSON.objectNode().put("type", "modal").put("callback_id", kind);
    view.set("title", plain(title, Limits.VIEW_TITLE));
    view.set("submit", plain("Send", Limits.VIEW_TITLE));
    view.set("close", plain("Cancel", Limits.VIEW_TITLE));
    return view.put("private_metadata", metadata);
  }

  private static ObjectNode input(Form.Field field) {
    ObjectNode block = JSON.objectNode().put("type", "input").put("block_id", field.name());
    block.set("label", plain(field.label(), Limits.LABEL));
    if (field.hint() != null) {
      block.set("hint", plain(field.hint(), Limits.LABEL));
    }
    // Slack takes a required box for one that has to be ticked.
    block.put("optional", !field.required() || field.kind() instanceof Form.Kind.YesOrNo);
    block.set("element", element(field).put("action_id", VALUE));
    return block;
  }

  private static ObjectNode element(Form.Field field) {
    return switch (field.kind()) {
      case Form.Kind.Words(boolean several) -> words(several, field.initial());
      case Form.Kind.WholeNumber(Long min, Long max) -> number(min, max, field.initial());
      case Form.Kind.YesOrNo() -> box(field.initial());
      case Form.Kind.OneOf(List<String> values) ->
          values.size() <= Limits.OPTIONS
                  && values.stream().allMatch(value -> value.length() <= Limits.OPTION)
              ? choice(values, field.initial())
              : words(false, field.initial());
    };
  }

  private static ObjectNode words(boolean several, @Nullable String initial) {
    ObjectNode element =
        JSON.objectNode().put("type", "plain_text_input").put("multiline", several);
    return initial == null ? element : element.put("initial_value", initial);
  }

  private static ObjectNode number(
      @Nullable Long min, @Nullable Long max, @Nullable String initial) {
    ObjectNode element = JSON.objectNode().put("type", "number_input");
    element.put("is_decimal_allowed", false);
    if (min != null) {
      element.put("min_value", min.toString());
    }
    if (max != null) {
      element.put("max_value", max.toString());
    }
    return initial == null ? element : element.put("initial_value", initial);
  }

  private static ObjectNode box(@Nullable String initial) {
    ObjectNode element = JSON.objectNode().put("type", "checkboxes");
    element.putArray("options").add(option("Yes", YES));
    if (YES.equals(initial)) {
      element.putArray("initial_options").add(option("Yes", YES));
    }
    return element;
  }

  private static ObjectNode choice(List<String> values, @Nullable String initial) {
    ObjectNode element = JSON.objectNode().put("type", "static_select");
    ArrayNode options = element.putArray("options");
    values.forEach(value -> options.add(option(value, value)));
    if (initial != null && values.contains(initial)) {
      element.set("initial_option", option(initial, initial));
    }
    return element;
  }

  private static ObjectNode option(String label, String value) {
    ObjectNode option = JSON.objectNode();
    option.set("text", plain(label, Limits.OPTION));
    return option.put("value", value);
  }

  private static ObjectNode plain(String words, int limit) {
    String shown =
        words.codePointCount(0, words.length()) <= limit
            ? words
            : words.substring(0, words.offsetByCodePoints(0, limit - 1)) + "…";
    return JSON.objectNode().put("type", "plain_text").put("text", shown).put("emoji", false);
  }

  /// By name of the field; what was left empty is not in it, a box that was not ticked is `false`.
  static Map<String, String> values(ViewState state) {
    var values = new HashMap<String, String>();
    state
        .getValues()
        .forEach((name, elements) -> {
          String value = value(elements.get(VALUE));
          if (value != null && !value.isEmpty()) {
            values.put(name, value);
          }
        });
    return values;
  }

  private static @Nullable String value(ViewState.@Nullable Value element) {
    if (element == null) {
      return null;
    }
    return switch (element.getType()) {
      case "checkboxes" -> {
        var ticked = element.getSelectedOptions();
        yield String.valueOf(ticked != null && !ticked.isEmpty());
      }
      case "static_select" -> {
        var chosen = element.getSelectedOption();
        yield chosen == null ? null : chosen.getValue();
      }
      default -> element.getValue();
    };
  }
}
