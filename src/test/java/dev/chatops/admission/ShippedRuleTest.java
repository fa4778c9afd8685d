package dev.chatops.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShippedRuleTest {

  @Test
  void everyShippedPolicyAndBindingIsWatched() throws IOException {
    try (var files = Files.list(Path.of("manifests/install"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> file.contains("ValidatingAdmissionPolicy")))
          .containsExactlyInAnyOrderElementsOf(ShippedRule.FILES);
    }
  }

  @Test
  void allAreOnTheClassPathAndNamed() {
    assertThat(ShippedRule.all())
        .hasSize(ShippedRule.FILES.size())
        .allSatisfy(rule -> {
          assertThat(rule.kind()).startsWith("ValidatingAdmissionPolicy");
          assertThat(rule.name()).endsWith(".chatops.dev");
          assertThat(rule.spec().isObject()).isTrue();
        });
  }
}
