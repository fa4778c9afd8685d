package dev.chatops.console.cluster;

import dev.chatops.console.session.Session;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Resources that RBAC lets a person list, read as this person. Empty where it does not.
public final class Lists {

  private final Gate gate;

  public Lists(Gate gate) {
    this.gate = gate;
  }

  /// Those of the cluster, for a kind that belongs to no namespace.
  public <T extends HasMetadata> Optional<List<T>> all(Session session, Class<T> kind) {
    return allowed(session, person -> person.resources(kind).list().getItems());
  }

  public <T extends HasMetadata> Optional<List<T>> in(
      Session session, String namespace, Class<T> kind) {
    return allowed(
        session, person -> person.resources(kind).inNamespace(namespace).list().getItems());
  }

  /// Labels of a namespace; none where it is gone.
  public Optional<Map<String, String>> labels(Session session, String namespace) {
    return allowed(
        session,
        person -> {
          var found = person.namespaces().withName(namespace).get();
          return found == null || found.getMetadata().getLabels() == null
              ? Map.of()
              : found.getMetadata().getLabels();
        });
  }

  private <T> Optional<T> allowed(Session session, Function<KubernetesClient, T> read) {
    try {
      return Optional.of(read.apply(gate.as(session.token())));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
