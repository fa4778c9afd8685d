package dev.chatops.console.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.console.session.Seal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AttemptCookieTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final Seal seal = new Seal(new TreeMap<>(Map.of("key-1", new byte[32])));
  private final AttemptCookie cookie = new AttemptCookie(seal);
  private final Attempt attempt = Attempt.begin("/console/me", NOW);

  private static String value(String cookie) {
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }

  private Optional<Attempt> read(String value, Instant now) {
    return cookie.read(Map.of("__Host-chatops-console-signin", value)::get, false, now);
  }

  @Test
  void aBrowserKeepsItForTenMinutes() {
    String kept = value(cookie.write(attempt, false));

    assertThat(read(kept, NOW.plusSeconds(599))).hasValue(attempt);
    assertThat(read(kept, NOW.plusSeconds(600))).isEmpty();
    assertThat(kept).doesNotContain(attempt.state(), attempt.nonce(), attempt.verifier());
  }

  @Test
  void noScriptNoOtherSiteAndNoPlainHttpGetsIt() {
    assertThat(cookie.write(attempt, false))
        .startsWith("__Host-")
        .contains("; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/", "Max-Age=600");
    assertThat(cookie.forget(false)).contains("=;", "Max-Age=0");
    assertThat(cookie.write(attempt, true)).doesNotContain("Secure");
  }

  @Test
  void whatWeDidNotWriteAsOneIsNone() {
    assertThat(read("", NOW)).isEmpty();
    assertThat(read("key-1.AAAA", NOW)).isEmpty();
    assertThat(read(seal.seal("a\nb\nc\nd\ne\n1".getBytes(UTF_8)), NOW)).isEmpty();
    assertThat(read(seal.seal(new byte[] {1, 2}), NOW)).isEmpty();
  }

  @Test
  void noTwoAreAlikeAndNoneIsPrinted() {
    assertThat(Attempt.begin("/console/me", NOW).state()).isNotEqualTo(attempt.state());
    assertThat(attempt.toString())
        .doesNotContain(attempt.state(), attempt.nonce(), attempt.verifier());
  }
}
