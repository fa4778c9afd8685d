package dev.chatops.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.chat.Audience;
import dev.chatops.chat.Button;
import dev.chatops.chat.Button.Asks;
import dev.chatops.chat.Button.Style;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import dev.chatops.testing.HostileTexts;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class BlockKitTest {

  static final MessageKey KEY = new MessageKey("uid", "card");
  private static final List<Button> BUTTONS =
      List.of(
          new Button("approve", "t".repeat(400), "Approve", Style.PRIMARY, Asks.NOTHING),
          new Button("deny", "t".repeat(400), "Deny…", Style.DANGER, Asks.REASON),
          new Button("cancel", "t".repeat(400), "Cancel", Style.NORMAL, Asks.NOTHING));

  static final List<String> hostile = HostileTexts.SHOWN;

  static final List<Object[]> marks =
      List.of(
          new Object[] {Text.plain("a & b < c > d"), "a &amp; b &lt; c &gt; d"},
          new Object[] {Text.plain("snake_case_name"), "snake_case_name"},
          new Object[] {Text.plain("so *this* too"), "`so *this* too`"},
          new Object[] {Text.plain(" ~spaced~ "), " `~spaced~` "},
          new Object[] {Text.plain("a `b` c"), "`a ˋbˋ c`"},
          new Object[] {Text.plain("> no quotation"), "`&gt; no quotation`"},
          new Object[] {Text.plain(":tada: at 12:30"), "`:tada: at 12:30`"},
          new Object[] {Text.of(new Span.Code("<x>")), "`&lt;x&gt;`"},
          new Object[] {Text.of(new Span.Code("")), ""},
          new Object[] {Text.of(bold("now")), "*now*"},
          new Object[] {Text.of(bold(" now ")), "*now*"},
          new Object[] {Text.of(new Span.Plain("a"), bold("b"), new Span.Plain("c")), "a *b* c"},
          new Object[] {Text.of(bold("a"), new Span.Plain(", b")), "*a*, b"},
          new Object[] {Text.of(bold("a"), new Span.Code("b")), "*a* `b`"},
          new Object[] {Text.of(new Span.Bold(Text.of(bold("a"), new Span.Code("b")))), "*a `b`*"},
          new Object[] {
            Text.of(new Span.Link("https://x.example/a?b=1&c=<d>|e f", "run <book>")),
            "<https://x.example/a?b=1&amp;c=%3Cd%3E%7Ce%20f|run &lt;book&gt;>"
          },
          new Object[] {
            Text.of(new Span.Link("https://x.example", "*go*")), "`*go*` <https://x.example|open>"
          },
          new Object[] {
            Text.of(new Span.Mention(new Audience.Account("U012AB3CD"), "bob")), "<@U012AB3CD>"
          },
          new Object[] {
            Text.of(new Span.Mention(new Audience.UserGroup("S012AB3CD"), "ops")),
            "<!subteam^S012AB3CD>"
          },
          new Object[] {Text.of(new Span.Mention(new Audience.Account("!here"), "bob")), "bob"},
          new Object[] {Text.of(new Span.Mention(new Audience.UserGroup("here"), "ops")), "ops"},
          new Object[] {
            Text.of(new Span.Date(Instant.parse("2026-01-31T12:34:56Z"))),
            "<!date^1769862896^{date_short_pretty} {time}|2026-01-31 12:34 UTC>"
          });

  @ParameterizedTest
  @FieldSource("marks")
  void spansBecomeMarkUpAndWordsNeverDo(Text text, String mrkdwn) {
    assertThat(Mrkdwn.of(text)).isEqualTo(mrkdwn);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          abcdefghijklmnopqrstuvwxyz0123456789, 36, abcdefghijklmnopqrstuvwxyz0123456789
          abcdefghijklmnopqrstuvwxyz0123456789, 35, abcdefghijklmn … 22 more characters
          &&&&&&&&&&&&&&&&&&&&, 40, &amp;&amp;&amp; … 17 more characters
          😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀, 30, 😀😀😀😀 … 16 more characters
          """)
  void aCutIsBetweenCharactersAndSaysHowManyAreMissing(String words, int limit, String shown) {
    assertThat(Fitting.words(words, limit)).isEqualTo(shown);
    assertThat(Fitting.text(Text.plain(words), limit)).isEqualTo(shown);
  }

  @Test
  void aCutClosesWhatIsOpen() {
    Text text = Text.of(bold("x".repeat(100)), new Span.Plain(" end"));

    assertThat(Fitting.text(text, 40)).isEqualTo("*" + "x".repeat(17) + "* … 87 more characters");
  }

  @Test
  void outputKeepsItsEnd() {
    String output = "noise\n".repeat(1_000) + "error: no space left";

    assertThat(Fitting.code(output, 3_000))
        .startsWith("… ")
        .contains(" characters before this\n```\n")
        .endsWith("\nerror: no space left\n```")
        .hasSizeLessThanOrEqualTo(3_000);
  }

  @Test
  void bulletsThatDoNotFitAreCounted() {
    List<Text> items = Collections.nCopies(500, Text.plain("0123456789"));

    assertThat(Fitting.bullets(items, 300)).endsWith("\n• 0123456789\n… 478 more");
  }

  @Test
  void fieldsShrinkBeforeAnythingElse() {
    Card card =
        card(
            Text.plain("w".repeat(2_900)),
            new Element.Fields(
                Collections.nCopies(10, new Element.Field("l", Text.plain("f".repeat(1_900))))));

    JsonNode blocks = BlockKit.message(card, KEY).path("blocks");

    assertThat(blocks.at("/1/text/text").asText()).hasSize(2_900);
    assertThat(blocks.at("/2/fields/9/text").asText())
        .contains(" more characters")
        .hasSizeLessThanOrEqualTo(300);
  }

  @Test
  void partsAreLeftOutFromTheEndAndButtonsAreNot() {
    Card card = card(Collections.nCopies(200, Text.plain("w".repeat(3_000))));

    JsonNode message = BlockKit.message(card, KEY);

    Reading.of(message);
    assertThat(message.path("blocks")).hasSize(Limits.BLOCKS);
    assertThat(message.findValuesAsText("text")).contains("… 153 more parts");
    assertThat(message.findValuesAsText("action_id"))
        .containsExactly("chatops.approve", "chatops.deny.reason", "chatops.cancel");
  }

  @Test
  void onlyAMentionCalls() {
    Card card =
        card(
            Text.of(
                new Span.Plain("<@U0000000>"),
                new Span.Mention(new Audience.Account("U012AB3CD"), "bob"),
                new Span.Mention(new Audience.UserGroup("S012AB3CD"), "ops")));

    assertThat(Reading.of(BlockKit.message(card, KEY)).called())
        .containsExactly("@U012AB3CD", "!subteam^S012AB3CD");
  }

  @Test
  void aButtonThatDoesNotFitIsAnError() {
    var button = new Button("approve", "t".repeat(2_001), "Approve", Style.PRIMARY, Asks.NOTHING);
    Card card = new Card(Severity.WAITING, "t", List.of(), List.of(button), "", null);

    assertThatThrownBy(() -> BlockKit.message(card, KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a button carries at most 2000 characters here, not 2001");
  }

  @ParameterizedTest
  @FieldSource("hostile")
  void wordsStayWordsWhereverTheyStand(String text) {
    Reading reading = Reading.of(BlockKit.message(full(text), KEY));

    assertThat(reading.called()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shortHostile")
  void readersSeeExactlyWhatWasWritten(String text) {
    Card card = new Card(Severity.OK, "t", full(text).body(), List.of(), "", null);
    String shown = new Span.Plain(text).text().replace('`', 'ˋ').replaceAll("\\s", "");

    Reading reading = Reading.of(BlockKit.message(card, KEY));

    if (!shown.isEmpty()) {
      assertThat(reading.seen().replace('`', 'ˋ').split(Pattern.quote(shown), -1))
          .hasSizeGreaterThan(9);
    }
  }

  static Stream<String> shortHostile() {
    return hostile.stream().filter(text -> text.length() < 500);
  }

  /// The text in every place that takes one.
  static Card full(String text) {
    Text plain = Text.plain(text);
    return new Card(
        Severity.BAD,
        text,
        List.of(
            plain,
            Text.of(new Span.Plain("a "), new Span.Plain(text), new Span.Date(Instant.EPOCH)),
            Text.of(new Span.Bold(plain)),
            Text.of(new Span.Code(text)),
            Text.of(new Span.Link("https://x.example/" + text, "l" + text)),
            Text.of(new Span.Mention(new Audience.Account(text), text)),
            Text.of(new Span.Mention(new Audience.UserGroup(text), text)),
            new Element.Code(text),
            new Element.Fields(List.of(new Element.Field(text, plain))),
            new Element.Bullets(List.of(plain, Text.of(new Span.Code(text)))),
            new Element.Context(plain)),
        BUTTONS,
        text,
        new Span.Link("https://x.example/" + text, "l" + text));
  }

  static Card card(Element... body) {
    return card(List.of(body));
  }

  static Card card(List<? extends Element> body) {
    return new Card(Severity.OK, "title", List.copyOf(body), BUTTONS, "fallback", null);
  }

  private static Span bold(String text) {
    return new Span.Bold(Text.plain(text));
  }
}
