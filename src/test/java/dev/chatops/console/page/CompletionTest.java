package dev.chatops.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

  private static List<String> lines(String typed, String... forbidden) {
    return Completion.of(Shelf.offers(forbidden), typed).stream().map(Suggestion::line).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "d, 'deploy-web |deny '",
    "dep, 'deploy-web '",
    "deploy w, 'deploy-web '",
    "DEPLOY-W, 'deploy-web '",
    "restart, restart-web",
    "re, 'restart-web|resume-web'",
    "wh, 'whoami '",
    "explain sc, 'explain scale-web '",
    "nothing of this kind, ''"
  })
  void commandsAreFoundByTheirFirstLetters(String typed, String lines) {
    assertThat(String.join("|", lines(typed)).strip()).isEqualTo(lines.strip());
  }

  @Test
  void whatSomebodyMayNotRunIsNotOfferedButCanBeExplained() {
    assertThat(lines("scale", "scale-web")).isEmpty();
    assertThat(lines("explain scale", "scale-web")).containsExactly("explain scale-web ");
  }

  @Test
  void valuesComeFromTheDefinition() {
    assertThat(lines("scale-web ")).containsExactly("scale-web 5", "scale-web +2");
    assertThat(lines("scale web +")).containsExactly("scale web +2");
    assertThat(lines("scale-web 5")).isEmpty();
    assertThat(lines("scale-web 5 ")).isEmpty();
    assertThat(lines("scale-web replicas=5 ")).isEmpty();
  }

  @Test
  void flagsAreFoundAndReasonsAreLeftAlone() {
    assertThat(lines("restart-web --d")).containsExactly("restart-web --dry-run");
    assertThat(lines("restart-web because --d")).isEmpty();
  }

  @Test
  void aSuggestionSaysWhatItMeans() {
    assertThat(Completion.of(Shelf.offers(), "deploy").getFirst().note()).isNotEmpty();
  }
}
