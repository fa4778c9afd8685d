package dev.chatops.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimespanTest {

  @ParameterizedTest
  @CsvSource({"1h30m, 5400", "15m, 900", "45s, 45", "336h, 1209600", "1h1m1s, 3661", "'', 0"})
  void readsHoursMinutesAndSecondsInThisOrder(String text, long seconds) {
    assertThat(Timespan.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "1d", "1m1h", "-1m", " 1m", "1.5h", "PT1H", "1m\n"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> Timespan.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a span of time such as 1h30m: " + text);
  }

  @ParameterizedTest
  @CsvSource({"5400, 1h30m", "900, 15m", "45, 45s", "3601, 1h1s", "0, 0s"})
  void writesTheShortestTextThatItReadsBack(long seconds, String text) {
    assertThat(Timespan.format(Duration.ofSeconds(seconds))).isEqualTo(text);
    assertThat(Timespan.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void cutsFractionsOfASecond() {
    assertThat(Timespan.format(Duration.ofMillis(1999))).isEqualTo("1s");
  }
}
