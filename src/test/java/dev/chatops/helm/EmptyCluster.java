package dev.chatops.helm;

import dev.chatops.testing.Kubectl;
import dev.chatops.testing.Program;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A control plane with nothing of ours in it, for Helm to install into. The other tests share one
/// in which everything is installed already.
final class EmptyCluster implements AutoCloseable {

  private final String name = System.getProperty("chatops.cluster", "test") + "-helm";
  private final Path kubeconfig;

  EmptyCluster() {
    cluster("reset", name, "--nodes", "0").orFail();
    kubeconfig = kubeconfig("kubeconfig", name);
  }

  Kubectl helm(String... arguments) {
    // Beside the cluster: what is known of an earlier one on the same port would mislead.
    var command = new ArrayList<>(List.of("env", "KUBECACHEDIR=" + kubeconfig + "-cache"));
    command.addAll(List.of(Rendered.program("helm"), "--kubeconfig", kubeconfig.toString()));
    command.addAll(List.of(arguments));
    return Program.run(command);
  }

  Kubectl kubectl(String... arguments) {
    var command = new ArrayList<>(List.of("kubectl", name));
    command.addAll(List.of(arguments));
    return cluster(command.toArray(String[]::new));
  }

  KubernetesClient admin() throws IOException {
    return connect(kubeconfig);
  }

  KubernetesClient as(String serviceAccount) throws IOException {
    return connect(kubeconfig("kubeconfig", name, "--as", serviceAccount));
  }

  @Override
  public void close() {
    cluster("stop", name).orFail();
  }

  private static KubernetesClient connect(Path kubeconfig) throws IOException {
    Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static Path kubeconfig(String... arguments) {
    return Path.of(cluster(arguments).orFail().output().strip());
  }

  private static Kubectl cluster(String... arguments) {
    var command = new ArrayList<>(List.of("tools/cluster/cluster"));
    command.addAll(List.of(arguments));
    return Program.run(command);
  }
}
