package dev.chatops.intake.token;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that count now. They are read anew now and then, and when a token names a key that is
/// not known here: another replica may have seen it first. For any thread.
public final class Keyring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

  /// How soon a new key writes.
  private static final Duration LOOK = Duration.ofSeconds(15);

  /// Whoever makes up names of keys costs no more than one read in this time.
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

  private final Supplier<SortedMap<String, byte[]>> source;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("signing-keys").factory());
  private volatile SortedMap<String, byte[]> keys;
  private long readAt;

  /// @param source at least one key, by id
  Keyring(Supplier<SortedMap<String, byte[]>> source) {
    this.source = source;
    this.keys = some(source.get());
    this.readAt = System.nanoTime() - AT_MOST_EVERY.toNanos();
  }

  /// Blocks until the keys were read once; throws where they cannot be.
  public static Keyring open(KubernetesClient client, String namespace) {
    var keyring = new Keyring(() -> SigningKeys.read(client, namespace));
    var _ =
        keyring.worker.scheduleWithFixedDelay(
            keyring::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
    return keyring;
  }

  SortedMap<String, byte[]> keys() {
    return keys;
  }

  /// The keys, among them the one of this id where there is one.
  ///
  /// @throws KubernetesClientException where that would have to be asked, and nobody answers
  SortedMap<String, byte[]> keysWith(String id) {
    if (!keys.containsKey(id)) {
      readAnew();
    }
    return keys;
  }

  private synchronized void readAnew() {
    if (System.nanoTime() - readAt >= AT_MOST_EVERY.toNanos()) {
      keys = some(source.get());
      readAt = System.nanoTime();
    }
  }

  /// What cannot be read, or is no key, does not take the place of what is known.
  private void look() {
    try {
      readAnew();
    } catch (RuntimeException e) {
      LOG.warn("Keys that buttons are signed with were not read anew: {}", e.getMessage());
    }
  }

  private static SortedMap<String, byte[]> some(SortedMap<String, byte[]> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key to sign with");
    }
    return keys;
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
