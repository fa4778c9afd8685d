package dev.chatops.chat.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

  /// The example of docs.slack.dev, "Verifying requests from Slack".
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

  private static final String TIME = "1531420618";
  private static final String BODY =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
          + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
          + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
          + "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
          + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  private static final String SIGNED =
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

  private static boolean valid(
      String secret, String time, String signature, String body, long now) {
    return Signature.valid(
        secret, time, signature, body.getBytes(UTF_8), Instant.ofEpochSecond(now));
  }

  @Test
  void slacksOwnExampleIsValid() {
    assertThat(valid(SECRET, TIME, SIGNED, BODY, 1531420618L)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-300, true", "300, true", "-301, false", "301, false", "31536000, false"})
  void fiveMinutesInBothDirections(long seconds, boolean valid) {
    assertThat(valid(SECRET, TIME, SIGNED, BODY, 1531420618L + seconds)).isEqualTo(valid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "---", "8f742231b10e8888abcd99yyyzzz85a6"})
  void anotherSecretIsNotValid(String secret) {
    assertThat(valid(secret, TIME, SIGNED, BODY, 1531420618L)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v0=",
        "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503",
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504"
      })
  void forgedSignatureIsNotValid(String signature) {
    assertThat(valid(SECRET, TIME, signature, BODY, 1531420618L)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "-1531420618", "1531420618.0", "9999999999999"})
  void timeThatIsNoneIsNotValid(String time) {
    assertThat(valid(SECRET, time, SIGNED, BODY, 1531420618L)).isFalse();
  }

  @Test
  void anotherBodyOrTimeIsNotValid() {
    assertThat(valid(SECRET, TIME, SIGNED, BODY + " ", 1531420618L)).isFalse();
    assertThat(valid(SECRET, "1531420619", SIGNED, BODY, 1531420618L)).isFalse();
  }

  @Test
  void absentHeadersAreNotValid() {
    byte[] body = BODY.getBytes(UTF_8);
    Instant now = Instant.ofEpochSecond(1531420618L);
    assertThat(Signature.valid(SECRET, null, SIGNED, body, now)).isFalse();
    assertThat(Signature.valid(SECRET, TIME, null, body, now)).isFalse();
  }
}
