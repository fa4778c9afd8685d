package dev.chatops.testing;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Which of several operators leads, as their lease says.
public final class Leadership {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Leadership() {}

  /// Nobody leads, and whoever comes first will.
  public static void vacate() {
    lease().delete();
  }

  /// Waits until this one leads.
  public static LeaseSpec await(OperatorProcess operator) {
    return Awaitility.await(operator.name() + " leads")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            Leadership::held,
            lease ->
                lease.getHolderIdentity() != null
                    && lease.getHolderIdentity().startsWith(operator.name() + "-"));
  }

  /// The lease as it is now; empty where there is none.
  public static LeaseSpec held() {
    Lease lease = lease().get();
    return lease == null ? new LeaseSpec() : lease.getSpec();
  }

  private static Resource<Lease> lease() {
    return Cluster.admin().leases().inNamespace("chatops-system").withName("chatops-operator");
  }
}
