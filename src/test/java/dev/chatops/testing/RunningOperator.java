package dev.chatops.testing;

import dev.chatops.runtime.OperatorRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/// The operator in this process, with the rights that it is shipped with and no others.
public final class RunningOperator {

  /// As long as the operator distrusts what was stored right after the admission rules.
  private static final Duration SETTLING = Duration.ofSeconds(31);

  private RunningOperator() {}

  /// Carries out the commands of every namespace until it is closed; other tests play the operator
  /// themselves.
  public static OperatorRole start() {
    return start(Cluster.asOperator());
  }

  /// The same through a client of the test's.
  public static OperatorRole start(KubernetesClient client) {
    OperatorRole operator = standby(client);
    operator.start();
    return operator;
  }

  /// One that has not begun yet.
  public static OperatorRole standby() {
    return standby(Cluster.asOperator());
  }

  private static OperatorRole standby(KubernetesClient client) {
    awaitTrust();
    return new OperatorRole(
        client, new SimpleMeterRegistry(), Metrics.NOOP, Clock.systemUTC(), null);
  }

  /// Waits until what is stored from now on is trusted.
  public static void awaitTrust() {
    Awaitility.await("the admission rules are old enough to be trusted")
        .atMost(SETTLING.plusSeconds(10))
        .pollInterval(Duration.ofMillis(500))
        .until(() ->
            Cluster.admin()
                .admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .list()
                .getItems()
                .stream()
                .map(b -> Instant.parse(b.getMetadata().getCreationTimestamp()))
                .allMatch(created -> created.plus(SETTLING).isBefore(Instant.now())));
  }
}
