package dev.chatops.manifests;

import static dev.chatops.testing.Refusal.forbidden;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.CommandOutput;
import dev.chatops.api.v1alpha1.CommandOutputSpec;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a command printed is stored by the operator, brought to chat by the gateway, and read by
/// nobody else who was not given the right to.
class OutputAdmissionIT {

  private final TestNamespace shop = Cluster.namespace();
  private final KubernetesClient operator = Cluster.asOperator();
  private final KubernetesClient gateway = Cluster.asGateway();

  @Test
  void operatorStoresItAndGatewayReadsIt() {
    store(operator, "what it printed");

    assertThat(read(gateway).getSpec().text()).contains("what it printed");
  }

  @Test
  void gatewayAndConsoleStoreNone() {
    assertThat(Refusal.of(() -> store(gateway, "made up")).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(() -> store(Cluster.asConsole(), "made up")).by()).isEqualTo("RBAC");
  }

  @Test
  void runnerStoresNone() {
    KubernetesClient runner = Cluster.asServiceAccount(shop.name(), "chatops-runner");

    assertThat(Refusal.of(() -> store(runner, "made up")).by()).isEqualTo("RBAC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chatops-viewer", "chatops-requester", "chatops-approver", "admin"})
  void peopleNeitherStoreNorReadIt(String role) {
    shop.grant("nina", role);
    store(operator, "what it printed");

    assertThat(Refusal.of(() -> store(Cluster.as("nina"), "made up")).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(() -> read(Cluster.as("nina"))).by()).isEqualTo("RBAC");
  }

  @Test
  void administratorOfANamespaceStoresNone() {
    shop.allowEverything("nora");

    assertThat(Refusal.of(() -> store(Cluster.as("nora"), "made up")))
        .isEqualTo(
            forbidden(
                "commandoutputs",
                "nora may not store a CommandOutput: only the operator does, and chat shows it as"
                    + " what the command printed"));
  }

  @Test
  void whatIsStoredNeverChanges() {
    store(operator, "what it printed");
    shop.allowEverything("nora");
    CommandOutput other = output("something else");

    assertThat(Refusal.of(() -> Cluster.as("nora").resource(other).update()).sentence())
        .endsWith("Forbidden: a CommandOutput never changes");
    assertThat(Refusal.of(() -> operator.resource(other).update()).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(() -> gateway.resource(other).delete()).by()).isEqualTo("RBAC");
  }

  @Test
  void nobodyOfOursListsThem() {
    assertThat(Refusal.of(() -> list(operator)).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(() -> list(gateway)).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(() -> read(Cluster.asConsole())).by()).isEqualTo("RBAC");
  }

  private void list(KubernetesClient by) {
    var _ = by.resources(CommandOutput.class).inNamespace(shop.name()).list();
  }

  private CommandOutput read(KubernetesClient by) {
    return by.resources(CommandOutput.class).inNamespace(shop.name()).withName("once").get();
  }

  private void store(KubernetesClient by, String text) {
    by.resource(output(text)).create();
  }

  private CommandOutput output(String text) {
    var output = new CommandOutput();
    output.setMetadata(new ObjectMetaBuilder().withName("once").withNamespace(shop.name()).build());
    output.setSpec(CommandOutputSpec.of("1", text, false));
    return output;
  }
}
