package dev.chatops.gateway;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many replicas of the gateway run. Each keeps a Lease of its own alive and counts those of
/// all.
///
/// A chat service that has more connections of our app than that is connected to somebody else.
public final class Replicas implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);
  private static final Map<String, String> LABELS = Map.of("chatops.dev/replica", "gateway");
  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final Duration ALIVE = Duration.ofSeconds(30);
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final Clock clock;
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("replicas").factory());
  private volatile int count = 1;

  /// @param identity of this process, one of a kind
  public Replicas(KubernetesClient client, String namespace, String identity, Clock clock) {
    this.client = client;
    this.namespace = namespace;
    this.name =
        "chatops-gateway-" + identity.toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9]", "-");
    this.clock = clock;
  }

  /// Counts once before it returns.
  public void start() {
    beat();
    var _ =
        beat.scheduleWithFixedDelay(
            this::beat, BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
  }

  /// At least 1. While the API server is away, what was counted last.
  public int count() {
    return count;
  }

  private void beat() {
    try {
      client
          .resource(lease())
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withFieldManager("chatops-gateway")
                  .withForce(true)
                  .build());
      List<Lease> leases =
          client.leases().inNamespace(namespace).withLabels(LABELS).list().getItems();
      count = Math.max(1, (int) leases.stream().filter(this::isAlive).count());
      leases.stream().filter(this::isLeftBehind).forEach(lease -> client.resource(lease).delete());
    } catch (KubernetesClientException e) {
      LOG.warn("Replicas not counted: {}", e.getMessage());
    }
  }

  private boolean isAlive(Lease lease) {
    return age(lease).compareTo(ALIVE) < 0;
  }

  /// Of a replica that was killed.
  private boolean isLeftBehind(Lease lease) {
    return age(lease).compareTo(LEFT_BEHIND) > 0;
  }

  private Duration age(Lease lease) {
    ZonedDateTime renewed = lease.getSpec().getRenewTime();
    return Duration.between(renewed == null ? Instant.EPOCH : renewed.toInstant(), clock.instant());
  }

  private Lease lease() {
    return new LeaseBuilder()
        .withMetadata(
            new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(LABELS)
                .build())
        .withNewSpec()
        .withHolderIdentity(name)
        .withRenewTime(ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .withLeaseDurationSeconds((int) ALIVE.toSeconds())
        .endSpec()
        .build();
  }

  @Override
  public void close() {
    beat.shutdownNow();
    try {
      client.resource(lease()).delete();
    } catch (KubernetesClientException e) {
      LOG.info("Lease not removed, it runs out by itself: {}", e.getMessage());
    }
  }
}
