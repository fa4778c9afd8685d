package dev.chatops.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.chatops.chat.inbound.Piece;
import dev.chatops.chat.inbound.Piece.Link;
import dev.chatops.chat.inbound.Piece.Mention;
import dev.chatops.chat.inbound.Piece.Typed;
import dev.chatops.testing.HostileTexts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MrkdwnReaderTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("", List.of()),
        arguments("scale web 5", List.of(new Typed("scale web 5"))),
        arguments("a &lt; b &amp;&amp; c &gt; d", List.of(new Typed("a < b && c > d"))),
        arguments("&amp;lt;!channel&amp;gt;", List.of(new Typed("&lt;!channel&gt;"))),
        arguments("&lt;!channel&gt;", List.of(new Typed("<!channel>"))),
        arguments(
            "to <@U123> now", List.of(new Typed("to "), new Mention("U123"), new Typed(" now"))),
        arguments("<@U123|alice>", List.of(new Mention("U123"))),
        arguments("<#C123|shop>", List.of(new Mention("C123"))),
        arguments("<!subteam^S123|@ops>", List.of(new Mention("S123"))),
        arguments("<!here>", List.of(new Mention("here"))),
        arguments("<!channel|@channel>", List.of(new Mention("channel"))),
        arguments(
            "<https://a.example/?x=1&amp;y=2>",
            List.of(new Link("https://a.example/?x=1&y=2", "https://a.example/?x=1&y=2"))),
        arguments(
            "<http://a.example|a.example>", List.of(new Link("http://a.example", "a.example"))),
        arguments("<mailto:a@b.c|a@b.c>", List.of(new Link("mailto:a@b.c", "a@b.c"))),
        arguments("<!date^1^{date}|yesterday>", List.of(new Typed("yesterday"))),
        arguments("<!date^1^{date}|a> b", List.of(new Typed("a b"))),
        arguments("one < two", List.of(new Typed("one < two"))),
        arguments("<>", List.of(new Link("", ""))));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void entitiesArePiecesAndEscapesAreResolvedOnce(String text, List<Piece> pieces) {
    assertThat(MrkdwnReader.pieces(text)).isEqualTo(pieces);
  }

  @Test
  void theFirstMentionOfTheBotIsTheCallAndNoOther() {
    assertThat(MrkdwnReader.pieces("<@UBOT> scale web 5", "UBOT"))
        .containsExactly(new Typed("scale web 5"));
    assertThat(MrkdwnReader.pieces("<@UBOT|chatops>: scale", "UBOT"))
        .containsExactly(new Typed("scale"));
    assertThat(MrkdwnReader.pieces("please <@UBOT> list", "UBOT"))
        .containsExactly(new Typed("please list"));
    assertThat(MrkdwnReader.pieces("<@UBOT> page <@UBOT>", "UBOT"))
        .containsExactly(new Typed("page "), new Mention("UBOT"));
    assertThat(MrkdwnReader.pieces("<@UBOTTOM> list", "UBOT"))
        .containsExactly(new Mention("UBOTTOM"), new Typed(" list"));
  }

  /// As Slack delivers them: with escapes.
  static Stream<String> hostile() {
    return HostileTexts.all().stream();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatPeopleTypeComesOutAsTheyTypedIt(String text) {
    assertThat(MrkdwnReader.pieces(Mrkdwn.escape(text)))
        .isEqualTo(text.isEmpty() ? List.of() : List.of(new Typed(text)));
  }
}
