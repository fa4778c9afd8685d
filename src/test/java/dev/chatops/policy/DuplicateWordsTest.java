package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuplicateWordsTest {

  private static AllowedCommandSpec aliases(String... aliases) {
    return Definitions.spec("aliases: [" + String.join(", ", aliases) + "]");
  }

  @Test
  void sameWordsMakeBothDefinitionsUnusable() {
    assertThat(
            DuplicateWords.among(
                Map.of(
                    "deploy-web", aliases("ship web"),
                    "ship", aliases("deploy  WEB"),
                    "restart-web", aliases("bounce"))))
        .containsOnly(
            Map.entry(
                "deploy-web",
                new Problem(
                    "DuplicateWords",
                    "spec.aliases",
                    "\"deploy web\" also finds ship; rename one of them or change its aliases.")),
            Map.entry(
                "ship",
                new Problem(
                    "DuplicateWords",
                    "spec.aliases",
                    "\"deploy web\" also finds deploy-web; rename one of them or change its"
                        + " aliases.")));
  }

  @Test
  void ownAliasMayRepeatTheName() {
    assertThat(DuplicateWords.among(Map.of("deploy-web", aliases("deploy web")))).isEmpty();
  }

  @Test
  void wordsInCommonAreFoundBetweenTwo() {
    assertThat(DuplicateWords.between("a", aliases("x y"), "b", aliases("x-y"))).isTrue();
    assertThat(DuplicateWords.between("a", aliases("x"), "b", aliases("x y"))).isFalse();
  }
}
