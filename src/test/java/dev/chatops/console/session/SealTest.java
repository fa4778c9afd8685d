package dev.chatops.console.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

  private final Seal seal = with("key-1");

  static Seal with(String... ids) {
    var keys = new TreeMap<String, byte[]>();
    for (String id : ids) {
      keys.put(id, ("0123456789abcdef0123456789" + id + "......").getBytes(UTF_8));
    }
    return new Seal(keys);
  }

  @Test
  void whatWasSealedIsReadAgainAndSaysNothingOutside() {
    String sealed = seal.seal("the token".getBytes(UTF_8));

    assertThat(seal.open(sealed)).hasValue("the token".getBytes(UTF_8));
    assertThat(sealed).doesNotContain("token").isNotEqualTo(seal.seal("the token".getBytes(UTF_8)));
  }

  @Test
  void whatSomebodyAlteredIsNotRead() {
    String sealed = seal.seal("the token".getBytes(UTF_8));

    // The last character holds bits that mean nothing.
    for (int i = 0; i < sealed.length() - 1; i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(seal.open(sealed.substring(0, i) + other + sealed.substring(i + 1))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "key-1", "key-1.", "key-1.AAAA", "key-1.§", "key-2.AAAAAAAAAAAAAAAAAAAA"})
  void nonsenseIsNotRead(String nonsense) {
    assertThat(seal.open(nonsense)).isEmpty();
  }

  @Test
  void aKeyIsRotatedWithoutSigningAnybodyOut() {
    String before = seal.seal("x".getBytes(UTF_8));
    String sign = seal.sign("session");
    Seal rotated = with("key-1", "key-2");

    assertThat(rotated.open(before)).isPresent();
    assertThat(rotated.isSigned("session", sign)).isTrue();
    assertThat(rotated.seal("x".getBytes(UTF_8))).startsWith("key-2.");
    assertThat(with("key-2").open(before)).isEmpty();
    assertThat(with("key-2").isSigned("session", sign)).isFalse();
  }

  @Test
  void aSignIsForOneSessionOnly() {
    assertThat(seal.isSigned("other", seal.sign("session"))).isFalse();
    assertThat(seal.isSigned("session", "")).isFalse();
  }

  @Test
  void withoutAKeyThereIsNoSeal() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Seal(new TreeMap<>()));
  }
}
