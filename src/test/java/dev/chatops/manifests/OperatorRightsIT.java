package dev.chatops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The operator has no power of its own: it acts as the runner of the command's namespace.
class OperatorRightsIT {

  private static final String RESTART =
      "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"restarted\":\"now\"}}}}}";

  private final TestNamespace shop = Cluster.namespace();
  private final KubernetesClient operator = Cluster.asOperator();

  @BeforeEach
  void aWorkloadRuns() {
    shop.applyExample("shop");
  }

  @Test
  void operatorWritesNoWorkload() {
    assertThat(Refusal.of(() -> restart(operator)))
        .isEqualTo(
            refusal(
                "deployments.apps \"web\" is forbidden: User"
                    + " \"system:serviceaccount:chatops-system:chatops-operator\" cannot patch"
                    + " resource \"deployments\" in API group \"apps\" in the namespace \"%s\""
                        .formatted(shop.name())));
    assertThat(Refusal.of(() -> operator.resource(web()).scale(5)).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(() -> operator.resource(web()).delete()).by()).isEqualTo("RBAC");
  }

  @Test
  void runnerOfTheNamespaceDoes() {
    try (KubernetesClient runner = operatorAs(shop.name(), "chatops-runner")) {
      restart(runner);
    }

    assertThat(web().getMetadata().getGeneration()).isEqualTo(2);
  }

  @Test
  void runnerOfAnotherNamespaceDoesNot() {
    String other = Cluster.namespace().name();

    try (KubernetesClient runner = operatorAs(other, "chatops-runner")) {
      assertThat(Refusal.of(() -> restart(runner)).sentence())
          .startsWith(
              "deployments.apps \"web\" is forbidden: User \"system:serviceaccount:%s:chatops-runner\" cannot patch"
                  .formatted(other));
    }
  }

  @Test
  void operatorActsAsNoOtherServiceAccount() {
    try (KubernetesClient other = operatorAs(shop.name(), "default")) {
      assertThat(Refusal.of(() -> restart(other)).sentence())
          .isEqualTo(
              "serviceaccounts \"default\" is forbidden: User"
                  + " \"system:serviceaccount:chatops-system:chatops-operator\" cannot impersonate"
                  + " resource \"serviceaccounts\" in API group \"\" in the namespace \"%s\""
                      .formatted(shop.name()));
    }
  }

  @Test
  void operatorReadsNoSecret() {
    assertThat(Refusal.of(() -> operator.secrets().inNamespace(shop.name()).list()).sentence())
        .contains("cannot list resource \"secrets\"");
    assertThat(
            Refusal.of(() -> operator.secrets().inNamespace(shop.name()).withName("x").get())
                .sentence())
        .contains("cannot get resource \"secrets\"");
  }

  /// The scale of a built-in kind follows from the object itself.
  @Test
  void operatorReadsNoScale() {
    assertThat(Refusal.of(() -> operator.resource(web()).scale()).sentence())
        .contains("cannot get resource \"deployments/scale\"");
  }

  @Test
  void operatorAsksForNothingItself() {
    assertThat(Refusal.of(() -> shop.create(operator, Chat.command("mine", "scale-web", ""))).by())
        .isEqualTo("RBAC");
    assertThat(Refusal.of(() -> shop.create(operator, Chat.decision("mine", "Deny", ""))).by())
        .isEqualTo("RBAC");
    assertThat(Refusal.of(() -> shop.create(operator, Chat.definition("mine", ""))).by())
        .isEqualTo("RBAC");
  }

  @Test
  void operatorSeesWhatItPlansBy() {
    assertThat(operator.apps().deployments().inAnyNamespace().list().getItems()).isNotEmpty();
    assertThat(operator.apps().replicaSets().inNamespace(shop.name()).list()).isNotNull();
    assertThat(operator.apps().statefulSets().inNamespace(shop.name()).list()).isNotNull();
    assertThat(operator.apps().daemonSets().inNamespace(shop.name()).list()).isNotNull();
    assertThat(operator.apps().controllerRevisions().inNamespace(shop.name()).list()).isNotNull();
    assertThat(operator.pods().inNamespace(shop.name()).list()).isNotNull();
    assertThat(
            operator.autoscaling().v2().horizontalPodAutoscalers().inNamespace(shop.name()).list())
        .isNotNull();
    assertThat(operator.namespaces().withName(shop.name()).get()).isNotNull();
    assertThat(operator.resources(AllowedCommand.class).inAnyNamespace().list().getItems())
        .isNotEmpty();
  }

  @Test
  void gatewayTouchesNoWorkloadAndNoSecret() {
    KubernetesClient gateway = Cluster.asGateway();

    assertThat(Refusal.of(() -> restart(gateway)).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(() -> gateway.secrets().inNamespace(shop.name()).list()).by())
        .isEqualTo("RBAC");
    assertThat(Refusal.of(() -> shop.create(gateway, Chat.definition("mine", ""))).by())
        .isEqualTo("RBAC");
  }

  private Deployment web() {
    return Cluster.admin().apps().deployments().inNamespace(shop.name()).withName("web").get();
  }

  private void restart(KubernetesClient by) {
    by.resource(web()).patch(PatchContext.of(PatchType.JSON_MERGE), RESTART);
  }

  private KubernetesClient operatorAs(String namespace, String account) {
    var config =
        new ConfigBuilder(operator.getConfiguration())
            .withImpersonateUsername("system:serviceaccount:" + namespace + ":" + account)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static Refusal refusal(String sentence) {
    return new Refusal(403, "RBAC", sentence);
  }
}
