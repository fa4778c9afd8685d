package dev.chatops.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private final Pace pace = new Pace(clock());

  @Test
  void burstIsTakenAndThenOneEachSecond() {
    assertThat(taken("alice", 100)).isEqualTo(Pace.AT_ONCE);

    now = now.plusMillis(999);
    assertThat(taken("alice", 5)).isZero();

    now = now.plusMillis(1001);
    assertThat(taken("alice", 5)).isEqualTo(2);
  }

  @Test
  void nobodyIsHeldBackBySomebodyElse() {
    taken("alice", 100);

    assertThat(taken("bob", 1)).isEqualTo(1);
  }

  @Test
  void whoRestsGetsNoMoreThanABurst() {
    taken("alice", 10);
    now = now.plusSeconds(3600);

    assertThat(taken("alice", 100)).isEqualTo(Pace.AT_ONCE);
  }

  @Test
  void clockThatGoesBackGivesNothing() {
    taken("alice", 100);
    now = now.minusSeconds(3600);

    assertThat(taken("alice", 1)).isZero();
  }

  private long taken(String person, int times) {
    return IntStream.range(0, times).filter(i -> pace.take(person)).count();
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }
}
