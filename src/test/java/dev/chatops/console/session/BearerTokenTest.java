package dev.chatops.console.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

  @Test
  void spaceAroundItIsNoPartOfIt() {
    assertThat(BearerToken.of("\n abc.def \n")).hasValue(new BearerToken("abc.def"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "Bearer abc", "\"abc\"", "a b", "abc\r\nX-Remote-User: root", "ä"})
  void whatCannotStandInAHeaderIsNone(String pasted) {
    assertThat(BearerToken.of(pasted)).isEmpty();
  }

  @Test
  void aJsonWebTokenSaysWhenItRunsOut() {
    assertThat(jwt("{\"exp\": 1769860800}").expires())
        .hasValue(Instant.parse("2026-01-31T12:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"exp\": \"soon\"}", "no json", ""})
  void whatSaysNothingIsLeftToTheApiServer(String claims) {
    assertThat(jwt(claims).expires()).isEmpty();
  }

  private static BearerToken jwt(String claims) {
    String middle = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
    return new BearerToken("e30." + middle + ".c2ln");
  }
}
