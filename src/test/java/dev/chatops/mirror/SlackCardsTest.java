package dev.chatops.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.chat.Card;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.slack.BlockKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people read in Slack, file by file, each one checked with the schema of Slack's own types.
class SlackCardsTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/chatops/mirror/slack");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Map<String, Card> CARDS = cards();

  private static JsonNode published;
  private static JsonSchema schema;

  private static Map<String, Card> cards() {
    var cards = new TreeMap<String, Card>();
    for (Reason reason : Reason.values()) {
      String name = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      cards.put(name, StatusCard.of(Sample.at(reason), Sample.facts(null)));
    }
    CardFacts two = Sample.facts(Sample.TWO, "bob", "carol");
    cards.put("not-seen-yet", StatusCard.of(Sample.unseen(), Sample.facts(null)));
    cards.put("approved-by-nobody-yet", StatusCard.of(Sample.awaiting(false), two));
    cards.put("approved-by-one-of-two", StatusCard.of(Sample.awaiting(false, "bob"), two));
    cards.put("cannot-be-undone", StatusCard.of(Sample.awaiting(true), two));
    cards.put(
        "own-login-only", StatusCard.of(Sample.awaiting(false), Sample.facts(Sample.OWN_LOGIN)));
    cards.put("long", StatusCard.of(Sample.full("long & winding ".repeat(250).strip()), two));
    cards.put(
        "hostile",
        StatusCard.of(
            Sample.full(
                "<!channel> <@U012AB3CD> *b* `c` ```f``` <https://evil.example|bank> \u001b[31mred\u202e"),
            two));
    return cards;
  }

  @BeforeAll
  static void askForTheSchema() throws IOException, InterruptedException {
    Process peers =
        new ProcessBuilder("tools/peers/peers", "schema")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    published = JSON.readTree(new String(peers.getInputStream().readAllBytes(), UTF_8));
    assertThat(peers.waitFor()).isZero();
    schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(published);
  }

  @BeforeAll
  static void writeTheFilesIfAsked() throws IOException {
    if (Boolean.getBoolean("chatops.update")) {
      Files.createDirectories(FOLDER);
      for (String name : names()) {
        Files.writeString(FOLDER.resolve(name + ".json"), text(name));
      }
    }
  }

  static Set<String> names() {
    return CARDS.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theCardIsTheOneOnFile(String name) throws IOException {
    String message = text(name);

    assertThat(FOLDER.resolve(name + ".json")).hasContent(message);
  }

  @ParameterizedTest
  @MethodSource("names")
  void slacksOwnTypesKnowEverythingOnFile(String name) throws IOException {
    JsonNode message = JSON.readTree(FOLDER.resolve(name + ".json").toFile());

    assertThat(schema.validate(message)).isEmpty();
  }

  @Test
  void noFileIsLeftOver() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              names().stream().map(name -> name + ".json").toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"headline\"}",
        "{\"type\": \"header\", \"text\": {\"type\": \"mrkdwn\", \"text\": \"x\"}}",
        "{\"type\": \"section\", \"text\": \"x\"}",
        "{\"type\": \"divider\", \"colour\": \"red\"}"
      })
  void theSchemaRefusesWhatSlackDoesNotKnow(String block) throws IOException {
    JsonNode message = message("completed");
    ((ArrayNode) message.path("blocks")).add(JSON.readTree(block));

    assertThat(schema.validate(message)).isNotEmpty();
  }

  /// Slack's types say their limits in words; ours are written down once more.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HeaderBlock  | text      | 150 characters
          SectionBlock | text      | 3000 characters
          SectionBlock | fields    | Maximum number of items is 10
          SectionBlock | fields    | 2000 characters
          Button       | text      | 75 characters
          Button       | action_id | 255 characters
          Button       | value     | 2000 characters
          ActionsBlock | elements  | maximum of 25 elements
          """)
  void slacksOwnTypesNameTheLimitsThatWeKeep(String type, String property, String words) {
    assertThat(
            published
                .at("/definitions/%s/properties/%s/description".formatted(type, property))
                .asText()
                .replaceAll("\\s+", " "))
        .containsIgnoringCase(words);
  }

  private static String text(String name) throws IOException {
    return JSON.writeValueAsString(message(name)) + "\n";
  }

  private static JsonNode message(String name) {
    return BlockKit.message(CARDS.get(name), new MessageKey("0b8f6a1e", "card"));
  }
}
