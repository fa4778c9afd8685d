package dev.chatops.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A control plane of a test's own, beside that of the test run, for what would disturb the others.
/// It begins empty and is gone once it is closed.
public final class SpareCluster implements AutoCloseable {

  private final String name;
  private final Map<String, KubernetesClient> clients = new ConcurrentHashMap<>();

  private SpareCluster(String name) {
    this.name = name;
  }

  /// @param purpose makes its name, beside that of the test run's control plane
  public static SpareCluster start(String purpose) {
    var cluster = new SpareCluster(Cluster.NAME + "-" + purpose);
    Cluster.tool("reset", cluster.name).orFail();
    return cluster;
  }

  public KubernetesClient admin() {
    return client("");
  }

  /// A person, or a service account by its user name.
  public KubernetesClient as(String user) {
    return client(user);
  }

  /// Runs kubectl as the administrator.
  public Kubectl kubectl(String... arguments) {
    var command = new ArrayList<>(List.of("kubectl", name));
    command.addAll(List.of(arguments));
    return Cluster.tool(command.toArray(String[]::new));
  }

  private KubernetesClient client(String user) {
    return clients.computeIfAbsent(
        user,
        u -> {
          Kubectl kubeconfig =
              u.isEmpty()
                  ? Cluster.tool("kubeconfig", name)
                  : Cluster.tool("kubeconfig", name, "--as", u);
          return Cluster.connect(Cluster.read(Path.of(kubeconfig.orFail().output().strip())));
        });
  }

  @Override
  public void close() {
    clients.values().forEach(KubernetesClient::close);
    Cluster.tool("stop", name);
  }
}
