package dev.chatops.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the leader's lease back on an orderly stop, so that the next leader need not wait for it
/// to run out. (JOSDK 5.3 leaves it held.)
record Lease(KubernetesClient client, String namespace, String name) {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  void release(String identity) {
    try {
      var lease = client.leases().inNamespace(namespace).withName(name).get();
      if (lease == null || !identity.equals(lease.getSpec().getHolderIdentity())) {
        return;
      }
      lease.getSpec().setHolderIdentity("");
      client.resource(lease).lockResourceVersion().update();
    } catch (KubernetesClientException e) {
      LOG.info("Lease not given back, it runs out by itself: {}", e.getMessage());
    }
  }
}
