package dev.chatops.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final SessionCookie cookie = new SessionCookie(SealTest.with("key-1"));

  private static Session session(String token) {
    return new Session("id", token, "alice", NOW.plusSeconds(3600), NOW, Optional.empty());
  }

  /// Like a real token: it cannot be made smaller.
  private static String token(int length) {
    return new Random(1)
        .ints(length, 0, 64)
        .mapToObj("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"::charAt)
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  private static Map<String, String> sent(List<String> cookies) {
    var sent = new HashMap<String, String>();
    for (String each : cookies) {
      String[] pair = each.substring(0, each.indexOf(';')).split("=", 2);
      if (!each.contains("Max-Age=0")) {
        sent.put(pair[0], pair[1]);
      }
    }
    return sent;
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1000, 3000, 5000})
  void aBrowserKeepsTheWholeSession(int length) {
    Session session = session(token(length));
    List<String> cookies = cookie.write(session, false, NOW).orElseThrow();

    assertThat(cookies).allSatisfy(each -> assertThat(each).hasSizeLessThan(4096));
    assertThat(cookie.read(sent(cookies)::get, false)).hasValue(session);
  }

  @Test
  void aTokenThatIsTooLongIsNotWritten() {
    assertThat(cookie.write(session(token(8000)), false, NOW)).isEmpty();
  }

  @Test
  void noScriptNoOtherSiteAndNoPlainHttpGetsIt() {
    assertThat(cookie.write(session("t"), false, NOW).orElseThrow())
        .allSatisfy(each ->
            assertThat(each)
                .startsWith("__Host-")
                .contains("; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"));
  }

  @Test
  void onOneMachineItNeedsNoHttps() {
    List<String> cookies = cookie.write(session("t"), true, NOW).orElseThrow();

    assertThat(cookies.getFirst()).startsWith("chatops-console-0=").doesNotContain("Secure");
    assertThat(cookie.read(sent(cookies)::get, true)).isPresent();
    assertThat(cookie.read(sent(cookies)::get, false)).isEmpty();
  }

  @Test
  void aShorterTokenLeavesNothingOfALongerOne() {
    List<String> cookies = cookie.write(session("t"), false, NOW).orElseThrow();

    assertThat(cookies).hasSize(2);
    assertThat(cookies.getLast()).contains("-1=;", "Max-Age=0");
  }

  @Test
  void halfACookieIsNone() {
    Map<String, String> sent = sent(cookie.write(session(token(5000)), false, NOW).orElseThrow());
    sent.keySet().removeIf(name -> name.endsWith("-1"));

    assertThat(cookie.read(sent::get, false)).isEmpty();
    assertThat(cookie.read(Map.<String, String>of()::get, false)).isEmpty();
  }

  @Test
  void aSessionEndsWhenNobodyUsesItAndInAnyCaseInTheEnd() {
    var session = new Session("id", "t", "alice", NOW.plusSeconds(7200), NOW, Optional.empty());

    assertThat(session.hasEnded(NOW.plusSeconds(3599))).isFalse();
    assertThat(session.hasEnded(NOW.plusSeconds(3600))).isTrue();
    var used =
        new Session(
            "id", "t", "alice", NOW.plusSeconds(7200), NOW.plusSeconds(7000), Optional.empty());
    assertThat(used.hasEnded(NOW.plusSeconds(7199))).isFalse();
    assertThat(used.hasEnded(NOW.plusSeconds(7200))).isTrue();
  }

  @Test
  void aSessionKeepsWhatGetsItsNextToken() {
    var renewal = new Session.Renewal("sesame", NOW.plusSeconds(240));
    var session = new Session("id", "t", "alice", NOW.plusSeconds(3600), NOW, Optional.of(renewal));
    Map<String, String> sent = sent(cookie.write(session, false, NOW).orElseThrow());

    assertThat(cookie.read(sent::get, false)).hasValue(session);
    assertThat(session.isDue(NOW.plusSeconds(239))).isFalse();
    assertThat(session.isDue(NOW.plusSeconds(240))).isTrue();
    assertThat(session.toString() + renewal).doesNotContain("sesame");
  }

  @Test
  void noTokenIsPrinted() {
    assertThat(session("sesame").toString()).contains("alice").doesNotContain("sesame");
    assertThat(new BearerToken("sesame").toString()).doesNotContain("sesame");
  }
}
