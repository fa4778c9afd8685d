package dev.chatops.intake.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.chat.Button;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.intake.grammar.Cause;
import dev.chatops.intake.grammar.Misunderstanding;
import dev.chatops.intake.grammar.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A correction shows where the line went wrong.
class CorrectionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "deploy web x | 11 | ~deploy web x\n           ^~",
        "deploy | 6 | ~deploy\n      ^~",
        "😀 x | 2 | ~😀 x\n  ^~"
      })
  void markStandsUnderTheCharacter(String line, int at, String shown) {
    assertThat(code(card(line, at))).isEqualTo(shown);
  }

  @Test
  void longLineIsCutAroundThePlace() {
    String line = "a".repeat(1000) + "!" + "b".repeat(1000);

    assertThat(code(card(line, 1000)))
        .isEqualTo("…" + "a".repeat(40) + "!" + "b".repeat(39) + "…\n" + " ".repeat(41) + "^");
  }

  @Test
  void choiceHasAButtonForEachReadingThatFits() {
    var choice =
        new Misunderstanding.Choice(
            List.of(run("shop"), run("annex"), run("x".repeat(63))), "Which?", "restart web", 0);

    Card card =
        ((Answer.Whisper)
                Corrections.of(
                    choice,
                    line -> line.contains("annex") ? Optional.empty() : Optional.of("t:" + line)))
            .card();

    assertThat(card.buttons())
        .extracting(Button::label)
        .containsExactly("restart-web in shop", "restart-web in " + "x".repeat(59) + "…");
    assertThat(card.buttons().getFirst().token()).isEqualTo("t:restart-web in shop");
  }

  private static Request.Run run(String namespace) {
    return new Request.Run(
        namespace, "restart-web", new LinkedHashMap<>(), Mode.RUN, false, false, null);
  }

  private static Card card(String line, int at) {
    var unclear =
        new Misunderstanding.Unclear(Cause.BAD_VALUE, "No.", line, at, List.of("deploy-web"));
    return ((Answer.Whisper) Corrections.of(unclear, offer -> Optional.empty())).card();
  }

  private static String code(Card card) {
    return card.body().stream()
        .filter(Element.Code.class::isInstance)
        .map(element -> ((Element.Code) element).text())
        .findFirst()
        .orElseThrow();
  }
}
