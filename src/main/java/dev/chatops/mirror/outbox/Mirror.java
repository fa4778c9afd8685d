package dev.chatops.mirror.outbox;

import dev.chatops.chat.ChatPlatform;
import dev.chatops.mirror.ButtonTokens;
import dev.chatops.mirror.ConsolePages;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one message per command up to date in chat, as long as this replica leads.
///
/// A leadership that is lost ends at once with all that it knows; the replica stands for election
/// again. Never throws because the API server or a chat service is away.
public final class Mirror implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
  private static final String LEASE = "chatops-gateway";
  private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
  private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final Function<String, Optional<ChatPlatform>> platforms;
  private final ButtonTokens tokens;
  private final ConsolePages console;
  private final String namespace;
  private final String identity;
  private final Sending sending;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable CompletableFuture<?> campaign;
  private @Nullable Term term;

  /// @param platforms by name of the ChatWorkspace; empty while it is not connected
  /// @param namespace where the lease lives
  /// @param identity of this replica, one of a kind
  public Mirror(
      KubernetesClient client,
      Function<String, Optional<ChatPlatform>> platforms,
      ButtonTokens tokens,
      ConsolePages console,
      String namespace,
      String identity,
      MeterRegistry meters,
      Clock clock) {
    this.client = client;
    this.platforms = platforms;
    this.tokens = tokens;
    this.console = console;
    this.namespace = namespace;
    this.identity = identity;
    this.sending = new Sending(meters);
    this.clock = clock;
  }

  /// Returns at once.
  public synchronized void start() {
    campaign();
  }

  /// Whether this replica tells chat.
  public synchronized boolean leads() {
    return term != null;
  }

  private synchronized void campaign() {
    if (isClosed()) {
      return;
    }
    var elected =
        client
            .leaderElector()
            .withConfig(
                new LeaderElectionConfigBuilder()
                    .withName(LEASE)
                    .withLock(new LeaseLock(namespace, LEASE, identity))
                    .withLeaseDuration(LEASE_DURATION)
                    .withRenewDeadline(RENEW_DEADLINE)
                    .withRetryPeriod(RETRY_PERIOD)
                    .withReleaseOnCancel(true)
                    .withLeaderCallbacks(new LeaderCallbacks(this::begin, this::lost, leader -> {}))
                    .build())
            .build()
            .start();
    campaign = elected;
    var _ =
        elected.whenComplete((none, failure) ->
            Thread.ofVirtual()
                .start(() -> {
                  lost();
                  campaign();
                }));
  }

  /// Reads in a thread of its own: the lease has to be renewed meanwhile.
  private synchronized void begin() {
    if (isClosed()) {
      return;
    }
    LOG.info("{} leads: it tells chat about commands", identity);
    var begun = new Term(client, platforms, tokens, console, sending, clock);
    term = begun;
    Thread.ofVirtual().start(() -> startUntilItWorks(begun));
  }

  private void startUntilItWorks(Term begun) {
    try {
      while (isCurrent(begun)) {
        try {
          begun.start();
          return;
        } catch (KubernetesClientException e) {
          LOG.warn("Commands could not be read, comes again: {}", e.getMessage());
        }
        begun = anew(begun);
        if (closed.await(1, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// An informer that failed does not start again.
  private synchronized Term anew(Term failed) {
    failed.abandon();
    if (term != failed) {
      return failed;
    }
    var next = new Term(client, platforms, tokens, console, sending, clock);
    term = next;
    return next;
  }

  private synchronized boolean isCurrent(Term begun) {
    return term == begun && !isClosed();
  }

  private synchronized void lost() {
    Term ended = term;
    term = null;
    if (ended != null) {
      LOG.warn("{} lost the lease {}: another tells chat from now on", identity, LEASE);
      ended.abandon();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /// Lets messages that are on their way be recorded, then gives the lease back.
  @Override
  public void close() {
    closed.countDown();
    Term ended;
    CompletableFuture<?> standing;
    synchronized (this) {
      ended = term;
      term = null;
      standing = campaign;
    }
    if (ended != null) {
      ended.close();
    }
    if (standing != null) {
      standing.cancel(true);
    }
  }
}
