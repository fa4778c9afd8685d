package dev.chatops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the API server itself refuses to store as a definition.
class DefinitionSchemaIT {

  private final TestNamespace shop = Cluster.namespace();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{person: bob}",
        "{workspace: acme, userGroup: S0123456789}",
        "{person: bob}, {person: carol}, {workspace: acme, userGroup: S0123456789}"
      })
  void aPersonOrAGroupOfAWorkspaceIsCalled(String calls) {
    assertThat(create(calls).<Object>get("spec", "approval", "notify"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{workspace: acme}",
        "{userGroup: S0123456789}",
        "{person: bob, userGroup: S0123456789}",
        "{person: bob, workspace: acme}",
        "{person: bob, workspace: acme, userGroup: S0123456789}"
      })
  void aCallThatCouldMeanTwoThingsOrNothingIsRefused(String call) {
    Refusal refusal = Refusal.of(() -> create("{person: bob}, " + call));

    assertThat(refusal.code()).isEqualTo(422);
    assertThat(refusal.sentence())
        .contains("spec.approval.notify[1]")
        .endsWith("set either person, or workspace and userGroup");
  }

  private GenericKubernetesResource create(String calls) {
    return shop.create(
        Cluster.admin(),
        Chat.definition("careful", "approval: {count: 1, notify: [" + calls + "]}"));
  }
}
