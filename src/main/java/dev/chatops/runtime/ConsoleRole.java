package dev.chatops.runtime;

import dev.chatops.console.Console;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The web console. Starts in the background and waits for the API server as long as it takes.
public final class ConsoleRole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleRole.class);

  private final KubernetesClient client;
  private final String namespace;
  private final String cluster;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Console console;

  /// @param namespace of the console
  /// @param cluster as people call it
  public ConsoleRole(KubernetesClient client, String namespace, String cluster, Clock clock) {
    this.client = client;
    this.namespace = namespace;
    this.cluster = cluster;
    this.clock = clock;
  }

  /// Returns at once.
  public void start() {
    Perseverance.start("console", closed, this::begin);
  }

  private void begin() {
    keep(Console.open(client, namespace, cluster, clock));
    LOG.info("Console started against {}", client.getMasterUrl());
  }

  private synchronized void keep(Console opened) {
    if (closed.getCount() == 0) {
      opened.close();
    } else {
      console = opened;
    }
  }

  /// Empty while it has not started.
  public Optional<Console> console() {
    return Optional.ofNullable(console);
  }

  /// Why it is not ready; empty when it is.
  public Optional<String> unready() {
    return console == null
        ? Optional.of("The API server has not been reached yet.")
        : Optional.empty();
  }

  @Override
  public void close() {
    closed.countDown();
    synchronized (this) {
      Console now = console;
      console = null;
      if (now != null) {
        now.close();
      }
    }
  }
}
