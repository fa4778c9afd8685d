package dev.chatops.intake.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.intake.token.SignedTokens.Reading;
import dev.chatops.testing.HostileTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A button stands for what was signed, and for nothing else.
class SignedTokensTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final byte[] OLD = key(1);
  private static final byte[] NEW = key(2);

  private final SignedTokens tokens = tokens(NOW, Map.of("key.1", OLD));

  @Test
  void tokenIsReadAsItWasWritten() {
    String token = tokens.token(command(), Decision.DENY);

    assertThat(tokens.read(token))
        .isEqualTo(
            new Reading.Valid(
                new Claim.Decide(
                    "shop", "cc-1", "uid-1", Decision.DENY, "", NOW.plus(Duration.ofDays(7)))));
  }

  @Test
  void tokenOfACommandIsTheSameAtAnyTime() {
    SignedTokens later = tokens(NOW.plusSeconds(60), Map.of("key.1", OLD));

    assertThat(later.token(command(), Decision.DENY))
        .isEqualTo(tokens.token(command(), Decision.DENY))
        .isNotEqualTo(tokens.token(command(), Decision.CANCEL));
  }

  @Test
  void everyChangedCharacterMakesItForged() {
    String token = tokens.token(command(), Decision.APPROVE);

    // The last character holds unused bits, and is compared all the same.
    IntStream.range(0, token.length())
        .mapToObj(at ->
            token.substring(0, at)
                + (token.charAt(at) == 'A' ? 'B' : 'A')
                + token.substring(at + 1))
        .forEach(forged -> assertThat(tokens.read(forged)).isEqualTo(new Reading.Forged()));
    IntStream.range(0, token.length())
        .mapToObj(length -> token.substring(0, length))
        .forEach(cut -> assertThat(tokens.read(cut)).isEqualTo(new Reading.Forged()));
  }

  @Test
  void textsOfAllKindsAreForged() {
    HostileTexts.all()
        .forEach(text -> assertThat(tokens.read(text)).isEqualTo(new Reading.Forged()));
  }

  @Test
  void tokenExpires() {
    String token = tokens.token(command(), Decision.CANCEL);
    String offer = tokens.offer("restart web", "U1", "1").orElseThrow();

    assertThat(tokens(NOW.plus(Duration.ofDays(7)), Map.of("key.1", OLD)).read(token))
        .isEqualTo(new Reading.Expired());
    assertThat(tokens(NOW.plus(Duration.ofMinutes(10)), Map.of("key.1", OLD)).read(offer))
        .isEqualTo(new Reading.Expired());
  }

  @Test
  void lastKeyWritesAndAllKeysRead() {
    String old = tokens.token(command(), Decision.CANCEL);
    SignedTokens rotating = tokens(NOW, Map.of("key.1", OLD, "key.2", NEW));
    SignedTokens rotated = tokens(NOW, Map.of("key.2", NEW));

    String fresh = rotating.token(command(), Decision.CANCEL);

    assertThat(fresh).startsWith("key.2.");
    assertThat(rotating.read(old)).isInstanceOf(Reading.Valid.class);
    assertThat(rotated.read(fresh)).isInstanceOf(Reading.Valid.class);
    assertThat(rotated.read(old)).isEqualTo(new Reading.Forged());
    assertThat(tokens(NOW, Map.of("key.1", NEW)).read(old)).isEqualTo(new Reading.Forged());
  }

  @Test
  void offerCarriesItsLineWhereItFits() {
    String line = "say what=\"good morning, 😀\" in shop because of it";

    assertThat(tokens.read(tokens.offer(line, "U1", "17.1").orElseThrow()))
        .isEqualTo(
            new Reading.Valid(new Claim.Say(line, "U1", "17.1", NOW.plus(Duration.ofMinutes(10)))));
    assertThat(tokens.offer("x".repeat(2000), "U1", "17.1")).isEmpty();
  }

  private static SignedTokens tokens(Instant now, Map<String, byte[]> keys) {
    return new SignedTokens(new TreeMap<>(keys), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static byte[] key(int fill) {
    byte[] key = new byte[SigningKeys.LENGTH];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  private static ChatCommand command() {
    var command = new ChatCommand();
    command.getMetadata().setNamespace("shop");
    command.getMetadata().setName("cc-1");
    command.getMetadata().setUid("uid-1");
    command.getMetadata().setCreationTimestamp(NOW.toString());
    return command;
  }
}
