package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("deploy-web", "deploy-api", "restart-web", "tag", "scale");

  @Test
  void nearestComesFirst() {
    assertThat(Nearest.of("deploy-wep", KNOWN)).containsExactly("deploy-web", "deploy-api");
  }

  @Test
  void swappedNeighboursAreOneDifference() {
    assertThat(Nearest.of("tga", KNOWN)).containsExactly("tag");
  }

  @Test
  void nothingIsOfferedForSomethingElse() {
    assertThat(Nearest.of("backup-everything", KNOWN)).isEmpty();
    assertThat(Nearest.of("", KNOWN)).isEmpty();
    assertThat(Nearest.of("x".repeat(1_000_000), KNOWN)).isEmpty();
  }
}
