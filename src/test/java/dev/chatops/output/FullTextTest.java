package dev.chatops.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullTextTest {

  @Test
  void whatFitsIsKeptLegibleAndRedacted() {
    assertThat(FullText.of("\u001B[32mok\u001B[0m\r\npassword=hunter2\n", false, 100))
        .isEqualTo(new FullText("ok\npassword=[redacted]", false));
    assertThat(FullText.of("a\n", true, 100)).isEqualTo(new FullText("a", true));
  }

  @ParameterizedTest
  @CsvSource({
    "100, first|second|third",
    "18, first|second|third",
    "17, second|third",
    "12, second|third",
    "11, third",
    "5, third",
    "4, hird",
  })
  void ofMoreTheEndIsKeptFromTheBeginningOfALine(int longest, String kept) {
    String all = "first\nsecond\nthird\n";

    FullText text = FullText.of(all, false, longest);

    assertThat(text.text()).isEqualTo(kept.replace('|', '\n'));
    assertThat(text.truncated()).isEqualTo(longest < 18);
  }

  @Test
  void theLimitIsInBytesAndNoCharacterIsHalved() {
    for (int longest = 1; longest <= 30; longest++) {
      String text = FullText.of("äöü€🙂".repeat(10), false, longest).text();

      assertThat(text.getBytes(UTF_8).length).isBetween(longest - 3, longest);
      assertThat(text).doesNotContain("\uFFFD");
    }
  }

  @Test
  void aSecretAtTheCutDoesNotSurviveInHalf() {
    String secret = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLW9mLWFsaWNl";
    String all = "token: " + secret + " then more";
    for (int longest = 1; longest < all.length(); longest++) {
      String text = FullText.of(all, false, longest).text();

      assertThat("token: [redacted] then more").endsWith(text);
    }
  }

  @Test
  void whatIsNoTextIsLeftOut() {
    assertThat(FullText.of("PK\u0003\u0004\0\0", false, 100).isEmpty()).isTrue();
  }
}
