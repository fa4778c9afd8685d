package dev.chatops.runtime;

import dev.chatops.admission.AdmissionGuard;
import dev.chatops.command.ChatCommandReconciler;
import dev.chatops.command.Retention;
import dev.chatops.decision.CommandDecisionReconciler;
import dev.chatops.decision.Decisions;
import dev.chatops.definition.AllowedCommandReconciler;
import dev.chatops.definition.DefinitionCatalogue;
import dev.chatops.definition.FreezeCatalogue;
import dev.chatops.definition.FreezeWindowReconciler;
import dev.chatops.identity.Access;
import dev.chatops.identity.ChatIdentityReconciler;
import dev.chatops.identity.Identities;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator: carries commands out, judges definitions, sweeps what is over.
public final class OperatorRole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorRole.class);

  /// More reconciles at once run into the API server's flow control (measured: 16 do not, unbounded
  /// ones do).
  private static final int CONCURRENT = 16;

  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration SLOWEST_RETRY = Duration.ofSeconds(15);

  private final Operator operator;
  private final AdmissionGuard guard;
  private final Identities identities;
  private final Retention retention;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("retention").factory());

  /// @param leadership null where this is the only process
  public OperatorRole(
      KubernetesClient client,
      MeterRegistry meters,
      Metrics metrics,
      Clock clock,
      @Nullable LeaderElectionConfiguration leadership) {
    guard = new AdmissionGuard(client, clock);
    retention = new Retention(client, clock);
    operator =
        new Operator(configuration -> {
          configuration
              .withKubernetesClient(client)
              .withCloseClientOnStop(false)
              // A connection that is lost while the caches are filled is tried again.
              .withStopOnInformerErrorDuringStartup(false)
              .withUseSSAToPatchPrimaryResource(true)
              .withMetrics(metrics)
              .withConcurrentReconciliationThreads(CONCURRENT);
          if (leadership != null) {
            configuration.withLeaderElectionConfiguration(leadership);
          }
        });
    var catalogue = new DefinitionCatalogue(client);
    var freezes = new FreezeCatalogue();
    identities = new Identities(client);
    var access = new Access(client);
    var decisions = new Decisions(client, identities, access, guard, clock);
    var commands =
        new ChatCommandReconciler(
            client,
            catalogue,
            freezes,
            guard,
            new ChatCommandReconciler.People(identities, access, decisions),
            meters,
            clock);
    operator.register(
        commands,
        // Without a maximal interval JOSDK 5.3 schedules nothing for commands that have left the
        // informer.
        controller -> controller.withReconciliationMaxInterval(null).withRetry(untilAnswered()));
    operator.register(
        new AllowedCommandReconciler(client, catalogue, clock),
        controller -> controller.withRetry(untilAnswered()));
    operator.register(
        new CommandDecisionReconciler(client, decisions, commands::decided),
        controller -> controller.withReconciliationMaxInterval(null).withRetry(untilAnswered()));
    operator.register(
        new FreezeWindowReconciler(freezes, clock),
        controller -> controller.withRetry(untilAnswered()));
    operator.register(
        new ChatIdentityReconciler(clock), controller -> controller.withRetry(untilAnswered()));
  }

  /// Only a definite answer, or its deadline, ends a command: an outage never does.
  private static GenericRetry untilAnswered() {
    return new GenericRetry()
        .withoutMaxAttempts()
        .setInitialInterval(FIRST_RETRY.toMillis())
        .setIntervalMultiplier(2)
        .setMaxInterval(SLOWEST_RETRY.toMillis());
  }

  /// Blocks until the caches are filled; throws when the API server is away, so that the process
  /// ends and is started anew.
  public void start() {
    guard.start();
    guard.finding().ifPresent(finding -> LOG.error("Nothing is executed: {}", finding));
    identities.start();
    operator.start();
    var _ = sweeper.scheduleWithFixedDelay(this::sweep, 1, 60, TimeUnit.MINUTES);
  }

  private void sweep() {
    try {
      retention.sweep();
    } catch (RuntimeException e) {
      LOG.warn("Sweep not finished, comes again in an hour: {}", e.getMessage());
    }
  }

  /// Why it is not ready; empty when it is.
  public Optional<String> unready() {
    Optional<String> finding = guard.finding();
    if (finding.isPresent()) {
      return finding;
    }
    return operator.getRuntimeInfo().allEventSourcesAreHealthy()
        ? Optional.empty()
        : Optional.of("Not all informers are in step with the API server.");
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    operator.stop();
    identities.close();
    guard.close();
  }
}
