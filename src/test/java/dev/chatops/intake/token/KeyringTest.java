package dev.chatops.intake.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KeyringTest {

  private final SortedMap<String, byte[]> secret = new TreeMap<>();
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void aKeyThatIsNotKnownIsReadAtMostOnceASecond() {
    secret.put("key-1", new byte[32]);
    Keyring keyring = keyring();
    secret.put("key-2", new byte[32]);

    assertThat(keyring.keysWith("key-1")).containsOnlyKeys("key-1");
    Awaitility.await().until(() -> keyring.keysWith("key-2").containsKey("key-2"));
    int read = reads.get();
    for (int i = 0; i < 1_000; i++) {
      keyring.keysWith("made-up-" + i);
    }

    assertThat(read).isEqualTo(2);
    assertThat(reads.get()).isLessThanOrEqualTo(read + 1);
    assertThat(keyring.keys().lastKey()).isEqualTo("key-2");
  }

  @Test
  void withoutAKeyNothingCanBeSigned() {
    assertThatThrownBy(this::keyring).isInstanceOf(IllegalArgumentException.class);
  }

  private Keyring keyring() {
    return new Keyring(() -> {
      reads.incrementAndGet();
      return new TreeMap<>(secret);
    });
  }
}
