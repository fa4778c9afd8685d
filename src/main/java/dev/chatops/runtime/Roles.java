package dev.chatops.runtime;

import dev.chatops.chat.ChatConnection;
import dev.chatops.console.Console;
import dev.chatops.mirror.ConsolePages;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the roles that the settings name, and stops them.
@ApplicationScoped
public class Roles {

  private static final Logger LOG = LoggerFactory.getLogger(Roles.class);
  private static final String LEASE = "chatops-operator";

  private final Settings settings;
  private final KubernetesClient client;
  private final MeterRegistry meters;
  private @Nullable OperatorRole operator;
  private @Nullable GatewayRole gateway;
  private @Nullable ConsoleRole console;
  private volatile boolean stopping;

  Roles(Settings settings, KubernetesClient client, MeterRegistry meters) {
    this.settings = settings;
    this.client = client;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    for (Settings.Role role : settings.roles()) {
      switch (role) {
        case OPERATOR -> {
          operator = operator();
          operator.start();
          LOG.info("Operator started against {}", client.getMasterUrl());
        }
        case GATEWAY -> {
          gateway = gateway();
          gateway.start();
        }
        case CONSOLE -> {
          console =
              new ConsoleRole(
                  client, settings.namespace(), settings.console().cluster(), Clock.systemUTC());
          console.start();
        }
      }
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    if (console != null) {
      console.close();
    }
    if (gateway != null) {
      gateway.close();
    }
    if (operator != null) {
      operator.close();
      if (settings.leaderElection()) {
        new Lease(client, settings.namespace(), LEASE).release(identity());
      }
    }
  }

  Optional<String> unready() {
    return Optional.ofNullable(operator)
        .flatMap(OperatorRole::unready)
        .or(() -> Optional.ofNullable(gateway).flatMap(GatewayRole::unready))
        .or(() -> Optional.ofNullable(console).flatMap(ConsoleRole::unready));
  }

  /// The started console; empty without one, and before.
  Optional<Console> console() {
    return Optional.ofNullable(console).flatMap(ConsoleRole::console);
  }

  /// Connection of the gateway to a workspace; empty without a gateway.
  Optional<ChatConnection> connection(String workspace) {
    return Optional.ofNullable(gateway).flatMap(role -> role.connection(workspace));
  }

  private OperatorRole operator() {
    return new OperatorRole(
        client,
        meters,
        MicrometerMetricsV2.newBuilder(meters).build(),
        Clock.systemUTC(),
        settings.leaderElection() ? leadership() : null);
  }

  private GatewayRole gateway() {
    return new GatewayRole(
        client,
        settings.namespace(),
        identity(),
        settings.console().url().map(ConsolePages::at).orElse(ConsolePages.NONE),
        meters,
        MicrometerMetricsV2.newBuilder(meters).build(),
        Clock.systemUTC());
  }

  private LeaderElectionConfiguration leadership() {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
        .withLeaseNamespace(settings.namespace())
        .withIdentity(identity())
        .withLeaderCallbacks(new LeaderCallbacks(() -> {}, this::ledUntilNow, leader -> {}))
        .build();
  }

  /// Another may lead from now on, and JOSDK 5.3 would go on acting and never apply again: the
  /// process ends, and Kubernetes starts it anew.
  private void ledUntilNow() {
    if (!stopping) {
      LOG.error("The lease {} is lost; this process ends, so that only one acts.", LEASE);
      Quarkus.asyncExit(1);
    }
  }

  private static final String IDENTITY =
      Optional.ofNullable(System.getenv("HOSTNAME")).orElse("operator")
          + "-"
          + ProcessHandle.current().pid();

  private static String identity() {
    return IDENTITY;
  }
}
