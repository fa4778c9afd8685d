package dev.chatops.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a reader of a Slack message sees, and whose telephone rings. Reads by Slack's rules and
/// knows nothing of how the message was written.
public final class Reading {

  private static final Pattern ENTITY = Pattern.compile("<([^<>]*)>");
  private static final Pattern CALL = Pattern.compile("@[UW][A-Z0-9]+|!subteam\\^S[A-Z0-9]+");
  private static final Pattern DATE =
      Pattern.compile("!date\\^\\d+\\^\\{date_short_pretty} \\{time}\\|([^|]+)");
  private static final Pattern LINK = Pattern.compile("https?://[^|\\s]+\\|([^|]+)");
  private static final Pattern EMOJI = Pattern.compile(":[\\w+'-]+:");

  private final StringBuilder seen = new StringBuilder();
  private final List<String> called = new ArrayList<>();

  /// Everything that can be seen, in order, without white space.
  public String seen() {
    return seen.toString().replaceAll("\\s", "");
  }

  /// Whose telephone rings, as ids.
  public List<String> called() {
    return called;
  }

  /// @throws AssertionError when it is not a message that Slack would take, or is read otherwise
  ///   than as words
  public static Reading of(JsonNode message) {
    var reading = new Reading();
    assertThat(message.path("text").asText().length()).isLessThanOrEqualTo(Limits.TEXT);
    reading.plainText(message.path("text").asText());
    reading.seen.setLength(0);
    JsonNode blocks = message.path("blocks");
    assertThat(blocks.size()).isBetween(1, Limits.BLOCKS);
    assertThat(blocks.toString().length()).isLessThanOrEqualTo(Limits.BLOCKS_LENGTH);
    blocks.forEach(reading::block);
    return reading;
  }

  private void block(JsonNode block) {
    switch (block.path("type").asText()) {
      case "header" -> object(block.path("text"), Limits.HEADER);
      case "section" -> {
        if (block.has("text")) {
          object(block.path("text"), Limits.SECTION);
        }
        assertThat(block.path("fields").size()).isLessThanOrEqualTo(Limits.FIELDS);
        block.path("fields").forEach(field -> object(field, Limits.FIELD));
      }
      case "context" -> block.path("elements").forEach(text -> object(text, Limits.SECTION));
      case "actions" -> {
        assertThat(block.path("elements").size()).isBetween(1, Limits.BUTTONS);
        for (JsonNode button : block.path("elements")) {
          object(button.path("text"), Limits.BUTTON_TEXT);
          assertThat(button.path("value").asText().length()).isBetween(1, Limits.BUTTON_VALUE);
          assertThat(button.path("action_id").asText().length()).isBetween(1, Limits.ACTION_ID);
        }
      }
      case "divider" -> {}
      default -> fail("a block that we do not send: " + block);
    }
  }

  private void object(JsonNode object, int limit) {
    String text = object.path("text").asText();
    assertThat(text.length()).isBetween(1, limit);
    switch (object.path("type").asText()) {
      case "plain_text" -> {
        assertThat(object.path("emoji").asBoolean(true)).isFalse();
        plainText(text);
      }
      case "mrkdwn" -> {
        assertThat(object.path("verbatim").asBoolean()).isTrue();
        mrkdwn(text);
      }
      default -> fail("no text: " + object);
    }
    seen.append('\n');
  }

  private void plainText(String text) {
    assertThat(text).doesNotContain("<", ">");
    seen.append(words(text));
  }

  private void mrkdwn(String text) {
    String[] fences = text.split("```", -1);
    assertThat(fences.length % 2).as("fences are closed: %s", text).isOne();
    for (int i = 0; i < fences.length; i++) {
      if (i % 2 == 1) {
        assertThat(fences[i]).startsWith("\n").endsWith("\n").doesNotContain("<", ">");
        seen.append(words(fences[i]));
      } else {
        lines(fences[i]);
      }
    }
  }

  private void lines(String text) {
    for (String line : text.split("\n", -1)) {
      assertThat(line).as("no quotation").doesNotMatch("\\s*&gt;.*");
      codeAndWords(line);
    }
  }

  private void codeAndWords(String line) {
    String[] parts = line.split("`", -1);
    assertThat(parts.length % 2).as("code is closed: %s", line).isOne();
    int stars = 0;
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1) {
        assertThat(parts[i]).isEqualTo(parts[i].strip()).isNotEmpty().doesNotContain("<", ">");
        seen.append(words(parts[i]));
        continue;
      }
      String outside = withoutEntities(parts[i]);
      stars += (int) outside.chars().filter(c -> c == '*').count();
      assertThat(outside).doesNotContain("<", ">", "~").doesNotContainPattern(EMOJI);
      assertThat(outside)
          .doesNotContainPattern("(?U)(?<![\\p{L}\\p{N}])_")
          .doesNotContainPattern("(?U)_(?![\\p{L}\\p{N}])");
      seen.append(words(outside.replace("*", "")));
    }
    assertThat(stars % 2).as("bold is closed: %s", line).isZero();
  }

  private String withoutEntities(String text) {
    Matcher entities = ENTITY.matcher(text);
    return entities.replaceAll(entity -> Matcher.quoteReplacement(entity(entity.group(1))));
  }

  /// What it shows.
  private String entity(String content) {
    if (CALL.matcher(content).matches()) {
      called.add(content);
      return "";
    }
    for (Pattern known : List.of(DATE, LINK)) {
      Matcher matcher = known.matcher(content);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return fail("an entity that we do not write: <" + content + ">");
  }

  private static String words(String escaped) {
    assertThat(escaped.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
    assertThat(escaped).doesNotContainPattern("[\\p{C}&&[^\n\t]]");
    return escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
