package dev.chatops.intake.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.policy.HiddenCharacters;
import dev.chatops.testing.HostileTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GrammarPropertiesTest {

  @Property
  void everyMessageHasAnAnswerThatHidesNothing(@ForAll("messages") List<Piece> pieces) {
    answerHidesNothing(Grammar.read(pieces, Talk.CHANNEL));
  }

  @Example
  void hostileTextsHaveAnAnswerWhereverTheyStand() {
    for (String text : HostileTexts.all()) {
      for (String line :
          List.of(
              "%s",
              "say %s",
              "say \"%s\"",
              "say what=%s",
              "restart web because %s",
              "approve #7f3k %s",
              "help %s",
              "explain %s",
              "restart web in %s",
              "restart web --%s")) {
        Reading reading = Talk.read(line.replace("%s", text));

        answerHidesNothing(reading);
        if (!line.startsWith("say") && reading instanceof Request.Run run) {
          assertThat(run.args()).isEmpty();
        }
      }
    }
  }

  @Property
  void requestReadsBackFromItsLine(@ForAll("runs") Request.Run run) {
    assertThat(Talk.read(run.line())).isEqualTo(run);
  }

  @Property
  void argumentsAreNeverInvented(@ForAll("lines") String line) {
    if (Talk.read(line) instanceof Request.Run run) {
      String typed = comparable(Typography.plain(line));
      assertThat(run.args().values())
          .allSatisfy(value -> assertThat(typed).contains(comparable(value)));
      assertThat(typed).contains(run.reason() == null ? "" : comparable(run.reason()));
    }
  }

  /// Quotes once, dashes plain: what the grammar changes in an argument, and all that it may.
  private static String comparable(String text) {
    return text.replaceAll("([\"'`])\\1+", "$1").replaceAll("[\u2010-\u2015\u2212]", "-");
  }

  @Property
  void typographyIsPlainAfterOnePass(@ForAll("lines") String line) {
    String once = Typography.plain(line);

    assertThat(Typography.plain(once)).isEqualTo(once);
    assertThat(Typography.plainDash(Typography.plainDash(once)))
        .isEqualTo(Typography.plainDash(once));
  }

  private static void answerHidesNothing(Reading reading) {
    switch (reading) {
      case Request.Run run ->
          visible(Stream.concat(run.args().values().stream(), Stream.ofNullable(run.reason())));
      case Request.Decide decide -> visible(Stream.ofNullable(decide.comment()));
      case Request other -> assertThat(other).isNotNull();
      case Misunderstanding misunderstanding -> {
        assertThat(misunderstanding.message()).isNotBlank().hasSizeLessThanOrEqualTo(256);
        visible(Stream.of(misunderstanding.message()));
        String line = misunderstanding.line();
        assertThat(misunderstanding.at()).isBetween(0, line.codePointCount(0, line.length()));
        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(Message.LONGEST);
        visible(misunderstanding.offers().stream());
      }
    }
  }

  private static void visible(Stream<String> texts) {
    assertThat(texts).allSatisfy(text -> assertThat(HiddenCharacters.first(text)).isEmpty());
  }

  @Provide
  Arbitrary<List<Piece>> messages() {
    Arbitrary<String> text = Arbitraries.oneOf(lines(), Arbitraries.strings().ofMaxLength(60));
    Arbitrary<Piece> piece =
        Arbitraries.oneOf(
            text.map(Piece.Typed::new),
            Combinators.combine(text, text).as(Piece.Link::new),
            text.map(Piece.Mention::new));
    return piece.list().ofMaxSize(4);
  }

  /// Lines that come near to what the grammar knows.
  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.of(
            "say",
            "deploy",
            "web",
            "deploy-web",
            "scale",
            "restart",
            "explain",
            "help",
            "approve",
            "status",
            "history",
            "#7f3k",
            "in",
            "shop",
            "because",
            "--dry-run",
            "—dry-run",
            "--notify",
            "-x",
            "–2",
            "-2",
            "up",
            "2",
            "1.4.2",
            "what=",
            "what=x",
            "to=\"a b\"",
            "tag=1.4.2",
            "a=b",
            "\"",
            "\"\"",
            "'",
            "''",
            "“",
            "”",
            "`",
            "```",
            ">",
            "\n",
            "\u00a0",
            "\u200b",
            "\u202e",
            "😀",
            "\ud83d",
            "${what}",
            "@channel")
        .list()
        .ofMaxSize(9)
        .flatMap(
            parts -> Arbitraries.of(" ", " ", "", "  ").map(between -> String.join(between, parts)))
        .flatMap(line -> Arbitraries.of("", "say ", "deploy web ").map(start -> start + line));
  }

  @Provide
  Arbitrary<Request.Run> runs() {
    Arbitrary<String> value = visibleText().filter(text -> !text.contains("```"));
    Arbitrary<String> reason =
        value.map(String::strip).filter(text -> !text.isEmpty()).injectNull(0.4);
    return Combinators.combine(
            value,
            value.injectNull(0.4),
            value.injectNull(0.4),
            Arbitraries.of(Mode.class),
            Arbitraries.of(true, false),
            reason)
        .as((what, to, lang, mode, notify, why) -> {
          var args = new LinkedHashMap<String, String>();
          args.put("what", what);
          if (lang != null) {
            args.put("lang", lang);
          }
          if (to != null) {
            args.put("to", to);
          }
          return new Request.Run("shop", "say", args, mode, why != null, notify, why);
        });
  }

  /// What can stand in a request: made plain, without what is hidden, and short.
  private static Arbitrary<String> visibleText() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(40),
            Arbitraries.strings().withChars("ab \"'`-–=>$#{}\\\u2212").ofMaxLength(12),
            Arbitraries.of("in", "because", "--dry-run", "a=b", "in shop", "up 2", ">", "–2"))
        .map(text ->
            Typography.plain(text)
                .codePoints()
                .filter(point -> !HiddenCharacters.hidden(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString())
        .filter(text -> !text.contains("${"));
  }
}
