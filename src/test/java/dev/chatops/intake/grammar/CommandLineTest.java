package dev.chatops.intake.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.chat.inbound.Piece;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void everyPartOfALineReachesTheRequest() {
    Reading reading =
        Talk.read(
            "deploy web 1.4.2 in shop --dry-run --override-freeze --notify because it's \"late\"");

    assertThat(reading)
        .isEqualTo(
            new Request.Run(
                "shop",
                "deploy-web",
                new LinkedHashMap<>(Map.of("tag", "1.4.2")),
                Mode.DRY_RUN,
                true,
                true,
                "it's \"late\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy web 1.4.2",
        "deploy-web 1.4.2",
        "DEPLOY-Web 1.4.2",
        "ship web 1.4.2",
        "Ship-web 1.4.2",
        "  deploy   web   1.4.2  ",
        "deploy web tag=1.4.2",
        "deploy web \"1.4.2\"",
        "deploy web '1.4.2'",
        "deploy web `1.4.2`",
        "deploy web tag=\"1.4.2\"",
        "deploy web 1.4.2 in shop",
        "deploy web 1.4.2 IN shop",
        "`deploy web 1.4.2`",
        "``deploy web 1.4.2``",
        "> somebody said: deploy web 6.6.6\ndeploy web 1.4.2",
        "deploy web 1.4.2\n\n",
        "deploy web 1.4.2\r\n",
        "deploy web 1.4.2\n>>> restart web\nrestart web"
      })
  void oneOrderHasManySpellings(String line) {
    assertThat(Talk.run(line)).isEqualTo("deploy-web tag=1.4.2 in shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "scale web 5 | scale-web replicas=5 in shop",
        "scale web +2 | scale-web replicas=+2 in shop",
        "scale web -2 | scale-web replicas=-2 in shop",
        "scale web up 2 | scale-web replicas=+2 in shop",
        "scale web Down 2 | scale-web replicas=-2 in shop",
        "scale web replicas=-2 | scale-web replicas=-2 in shop",
        "restart web --explain | restart-web in shop --explain",
        "restart web --Dry-Run | restart-web in shop --dry-run",
        "--notify restart web | restart-web in shop --notify",
        "explain deploy web 1.4.2 | deploy-web tag=1.4.2 in shop --explain",
        "Explain restart web --explain | restart-web in shop --explain",
        "explain drain | drain in shop --explain",
        "drain Because of the disk | drain in shop because of the disk",
        "say Hello | say what=Hello in shop",
        "say \"in\" shop | say what=in to=shop in shop",
        "say in shop now | say what=in to=shop lang=now in shop",
        "say hello to=\"a  b\" lang=de | say what=hello to=\"a  b\" lang=de in shop",
        "say \"\" | say what=\"\" in shop",
        "say to=\"\" what=x | say to=\"\" what=x in shop",
        "say \"--dry-run\" | say what=--dry-run in shop",
        "say \"a=b\" | say what=\"a=b\" in shop",
        "say \"because\" x because y | say what=because to=x in shop because y",
        "say \"a \"\"b\"\" c\" | say what=\"a \"\"b\"\" c\" in shop",
        "say 'it''s \"x\"' | say what=\"it's \"\"x\"\"\" in shop",
        "say o'brien | say what=\"o'brien\" in shop",
        "say http://x?a=b | say what=\"http://x?a=b\" in shop",
        "say x because in shop --dry-run | say what=x in shop because in shop --dry-run",
        "say C:\\new | say what=\"C:\\new\" in shop"
      })
  void argumentsFlagsAndReasons(String line, String order) {
    assertThat(Talk.run(line)).isEqualTo(order);
    assertThat(Talk.run(order)).isEqualTo(order);
  }

  @Test
  void missingArgumentsAndReasonsAreAskedFor() {
    assertThat(Talk.read("deploy web --notify"))
        .isInstanceOfSatisfying(
            Misunderstanding.Incomplete.class,
            incomplete -> {
              assertThat(incomplete.parameters()).containsExactly("tag");
              assertThat(incomplete.reason()).isFalse();
              assertThat(incomplete.soFar().notifyRequester()).isTrue();
              assertThat(incomplete.message()).isEqualTo("Add a value for tag.");
              assertThat(incomplete.at()).isEqualTo("deploy web --notify".length());
              assertThat(incomplete.offers()).containsExactly("deploy-web <tag>");
            });
    assertThat(Talk.read("drain"))
        .isInstanceOfSatisfying(
            Misunderstanding.Incomplete.class,
            incomplete -> {
              assertThat(incomplete.parameters()).isEmpty();
              assertThat(incomplete.reason()).isTrue();
            });
    assertThat(Talk.read("restart web --override-freeze"))
        .isInstanceOfSatisfying(
            Misunderstanding.Incomplete.class,
            incomplete ->
                assertThat(incomplete.message())
                    .isEqualTo("Say why: write because and the reason at the end."));
  }

  @Test
  void linksThatThePlatformMadeAreWhatWasTyped() {
    List<Piece> message =
        List.of(
            new Piece.Typed("say "),
            new Piece.Link("http://example.com", "example.com"),
            new Piece.Typed("/path to="),
            new Piece.Link("mailto:a@example.com", "a@example.com"),
            new Piece.Typed(" lang="),
            new Piece.Link("https://example.com/", "https://example.com"));

    assertThat(Grammar.read(message, Talk.CHANNEL))
        .isInstanceOfSatisfying(
            Request.Run.class,
            run ->
                assertThat(run.args())
                    .containsExactly(
                        Map.entry("what", "example.com/path"),
                        Map.entry("to", "a@example.com"),
                        Map.entry("lang", "https://example.com")));
  }

  @Test
  void linkThatShowsSomethingElseIsRefused() {
    List<Piece> message =
        List.of(new Piece.Typed("say "), new Piece.Link("https://evil.example", "good.example"));

    assertThat(Grammar.read(message, Talk.CHANNEL))
        .isInstanceOfSatisfying(
            Misunderstanding.Unclear.class,
            unclear -> {
              assertThat(unclear.cause()).isEqualTo(Cause.LINK_HIDES_ADDRESS);
              assertThat(unclear.at()).isEqualTo(4);
            });
  }

  @Test
  void mentionIsItsId() {
    List<Piece> message = List.of(new Piece.Typed("say hello to="), new Piece.Mention("U123"));

    assertThat(Grammar.read(message, Talk.CHANNEL))
        .isInstanceOfSatisfying(
            Request.Run.class, run -> assertThat(run.args()).containsEntry("to", "U123"));
  }

  @Test
  void whatIsNotForThisPersonIsUnderstoodButNeverOffered() {
    var vocabulary =
        new Vocabulary(
            Talk.place("shop", "shop"), List.of(new Command("shop", Talk.DEPLOY_WEB, false)));

    assertThat(Talk.run(vocabulary, "deploy web 1.4.2")).isEqualTo("deploy-web tag=1.4.2 in shop");
    assertThat(Talk.unclear(vocabulary, "deploy wbe 1.4.2").offers()).isEmpty();
    assertThat(Talk.unclear(vocabulary, "deploy web 1.4.2 x").offers()).isEmpty();
  }
}
