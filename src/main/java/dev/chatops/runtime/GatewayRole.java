package dev.chatops.runtime;

import dev.chatops.chat.ChatConnection;
import dev.chatops.gateway.ChannelReconciler;
import dev.chatops.gateway.Replicas;
import dev.chatops.gateway.SlackConnector;
import dev.chatops.gateway.WorkspaceReconciler;
import dev.chatops.gateway.Workspaces;
import dev.chatops.intake.Intake;
import dev.chatops.mirror.ConsolePages;
import dev.chatops.mirror.outbox.Mirror;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The chat gateway: takes in what people write, and tells chat what becomes of it.
///
/// Starts in the background and waits for the API server as long as it takes; chat services come
/// and go without it.
public final class GatewayRole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayRole.class);

  /// A chat waits 3 s for an answer.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final String namespace;
  private final String identity;
  private final ConsolePages console;
  private final MeterRegistry meters;
  private final Metrics metrics;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Running running;

  /// @param namespace of the gateway
  /// @param identity of this process, one of a kind
  public GatewayRole(
      KubernetesClient client,
      String namespace,
      String identity,
      ConsolePages console,
      MeterRegistry meters,
      Metrics metrics,
      Clock clock) {
    this.client = client;
    this.namespace = namespace;
    this.identity = identity;
    this.console = console;
    this.meters = meters;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// Everything that is open, in the order in which it was opened.
  private record Running(
      KubernetesClient hasty,
      Replicas replicas,
      Intake intake,
      Workspaces workspaces,
      Mirror mirror,
      Operator operator) {

    void close() {
      workspaces.close();
      mirror.close();
      operator.stop();
      intake.close();
      replicas.close();
      hasty.close();
    }
  }

  /// Returns at once.
  public void start() {
    Perseverance.start("gateway", closed, this::begin);
  }

  private void begin() {
    KubernetesClient hasty =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(client.getConfiguration())
                    .withRequestTimeout((int) PATIENCE.toMillis())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    Intake intake;
    try {
      intake = Intake.open(hasty, namespace, clock);
    } catch (RuntimeException e) {
      hasty.close();
      throw e;
    }
    var replicas = new Replicas(client, namespace, identity, clock);
    var workspaces = new Workspaces(client, namespace, new SlackConnector(intake, replicas::count));
    var mirror =
        new Mirror(
            client,
            workspaces::platform,
            intake.tokens()::token,
            console,
            namespace,
            identity,
            meters,
            clock);
    var begun =
        new Running(
            hasty, replicas, intake, workspaces, mirror, operator(intake, workspaces, mirror));
    try {
      replicas.start();
      begun.operator().start();
      mirror.start();
      workspaces.start();
    } catch (RuntimeException e) {
      begun.close();
      throw e;
    }
    keep(begun);
    LOG.info("Gateway {} started against {}", identity, client.getMasterUrl());
  }

  private synchronized void keep(Running begun) {
    if (closed.getCount() == 0) {
      begun.close();
    } else {
      running = begun;
    }
  }

  private Operator operator(Intake intake, Workspaces workspaces, Mirror mirror) {
    var operator =
        new Operator(configuration ->
            configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withUseSSAToPatchPrimaryResource(true)
                .withMetrics(metrics));
    operator.register(new WorkspaceReconciler(workspaces, mirror::leads, clock));
    operator.register(new ChannelReconciler(intake::binding, workspaces, mirror::leads, clock));
    return operator;
  }

  /// The connection of a workspace; empty where there is none.
  public Optional<ChatConnection> connection(String workspace) {
    Running now = running;
    return now == null ? Optional.empty() : now.workspaces().connection(workspace);
  }

  /// Why it is not ready; empty when it is.
  public Optional<String> unready() {
    Running now = running;
    return now == null
        ? Optional.of("The API server has not been reached yet.")
        : now.workspaces().unready();
  }

  @Override
  public void close() {
    closed.countDown();
    synchronized (this) {
      Running now = running;
      running = null;
      if (now != null) {
        now.close();
      }
    }
  }
}
