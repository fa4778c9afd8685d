package dev.chatops.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.chat.inbound.Piece;
import dev.chatops.intake.grammar.Command;
import dev.chatops.intake.grammar.Grammar;
import dev.chatops.intake.grammar.Place;
import dev.chatops.intake.grammar.Reading;
import dev.chatops.intake.grammar.Vocabulary;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftTest {

  private final List<Offer> offers = Shelf.offers("deploy-web");

  private Reading read(String text) {
    return Grammar.read(
        List.of(new Piece.Typed(text)),
        new Vocabulary(
            new Place(Set.of("shop"), "shop", false, Set.of()),
            offers.stream()
                .map(offer -> new Command("shop", offer.definition(), offer.runnable()))
                .toList()));
  }

  private Draft typing(String text) {
    return Draft.typing(read(text), offers, Completion.of(offers, text));
  }

  @Test
  void whatIsMissingIsNamedBesideWhatIsThere() {
    Draft draft = typing("scale web");

    assertThat(draft.verb()).isEqualTo("scale-web");
    assertThat(draft.parts()).containsExactly(new Draft.Part("replicas", "", true));
    assertThat(draft.note()).isEqualTo("How many; +2 and -1 count from now");
    assertThat(draft.tone()).isEqualTo("waiting");
  }

  @Test
  void whatIsCompleteSaysWhatWillHappen() {
    assertThat(typing("scale web 5").note()).isEqualTo("runs at once");
    assertThat(typing("scale web 5 --dry-run").note()).contains("changes nothing");
    assertThat(typing("close web because we move").note()).isEqualTo("needs 1 approval");
  }

  @Test
  void whoMayNotRunItReadsThatBeforeSending() {
    Draft draft = typing("deploy web 1.4.2");

    assertThat(draft.tone()).isEqualTo("bad");
    assertThat(draft.note()).contains("verb run on allowedcommands/deploy-web");
    assertThat(typing("explain deploy web 1.4.2").tone()).isEqualTo("ok");
  }

  @Test
  void whatMayStillBecomeRightIsNotCalledWrong() {
    assertThat(typing("sca").note()).isEmpty();
    assertThat(typing("sca").suggestions()).isNotEmpty();
    assertThat(typing("").note()).isEmpty();
  }

  @Test
  void whatIsWrongIsPointedAt() {
    Draft draft = typing("scale web many");

    assertThat(draft.tone()).isEqualTo("bad");
    assertThat(draft.line()).isEqualTo("scale web ");
    assertThat(draft.rest()).isEqualTo("many");
    assertThat(draft.note()).startsWith("replicas");
  }

  @Test
  void onceItIsSentTheSameIsSaidInFull() {
    assertThat(Draft.sent(read("sca"), offers).note()).startsWith("No command begins with");
  }
}
