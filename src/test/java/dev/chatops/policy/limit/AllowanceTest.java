package dev.chatops.policy.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Limit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Allowance TWICE_AN_HOUR =
      new Allowance(new Limit(Limit.Per.COMMAND, 2, "1h"));

  @Test
  void startsAreFreeUntilTheLimitIsReached() {
    assertThat(TWICE_AN_HOUR.possibleAgain(List.of(), NOW)).isEmpty();
    assertThat(TWICE_AN_HOUR.possibleAgain(List.of(NOW.minusSeconds(10)), NOW)).isEmpty();
  }

  @Test
  void anotherStartIsPossibleWhenTheOldestThatCountsLeavesTheWindow() {
    List<Instant> starts =
        List.of(NOW.minusSeconds(600), NOW.minusSeconds(3000), NOW.minusSeconds(9999));

    assertThat(TWICE_AN_HOUR.possibleAgain(starts, NOW)).contains(NOW.plusSeconds(600));
  }

  @Test
  void aStartLeavesTheWindowAtItsVeryEnd() {
    List<Instant> starts = List.of(NOW.minusSeconds(3600), NOW.minusSeconds(1));

    assertThat(TWICE_AN_HOUR.possibleAgain(starts, NOW)).isEmpty();
    assertThat(TWICE_AN_HOUR.possibleAgain(starts, NOW.minusSeconds(1))).contains(NOW);
  }

  @Test
  void withMoreStartsThanTheLimitEnoughOfThemMustLeave() {
    List<Instant> starts = List.of(NOW.minusSeconds(1), NOW.minusSeconds(2), NOW.minusSeconds(3));

    assertThat(TWICE_AN_HOUR.possibleAgain(starts, NOW)).contains(NOW.plusSeconds(3598));
  }
}
