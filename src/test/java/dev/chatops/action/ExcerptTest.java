package dev.chatops.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {

  @ParameterizedTest
  @CsvSource({
    "short, 8, short",
    "'  two\n\n lines ', 20, two lines",
    "exactly8, 8, exactly8",
    "longer than 8, 8, longer…",
    "longer than 8, 7, longer…",
    "aaaa🚀🚀, 6, aaaa…",
    "'a\u202Eb\u200Bc\u0000d', 20, a b c d",
  })
  void isOneLineThatShowsItsLoss(String text, int limit, String shown) {
    assertThat(Excerpt.of(text, limit)).isEqualTo(shown);
  }
}
