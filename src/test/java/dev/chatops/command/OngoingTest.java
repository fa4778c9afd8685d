package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OngoingTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private final Ongoing ongoing = new Ongoing(false, START);

  @Test
  void whatSaysNothingNewIsLookedAtLessAndLessOften() {
    assertThat(looks(60, -1)).containsExactly(0, 4, 12, 22, 32, 42, 52);
  }

  @Test
  void newsAreFollowedSoon() {
    assertThat(looks(44, 32)).containsExactly(0, 4, 12, 22, 32, 34, 38);
  }

  /// @param news the second in which there is something new
  private List<Integer> looks(int seconds, int news) {
    var looks = new ArrayList<Integer>();
    for (int second = 0; second < seconds; second += 2) {
      Instant now = START.plusSeconds(second);
      if (ongoing.isLookDue(now)) {
        ongoing.looked(now, second == news);
        looks.add(second);
      }
    }
    return looks;
  }
}
