package dev.chatops.manifests;

import static dev.chatops.testing.Refusal.forbidden;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who writes a definition lets others act as its service account, and so must be able to do that
/// themselves.
class DefinitionAdmissionIT {

  private final TestNamespace shop = Cluster.namespace();
  private final KubernetesClient dora = Cluster.as("dora");

  @BeforeEach
  void doraMayWriteDefinitions() {
    for (String verb : new String[] {"create", "update", "patch", "get"}) {
      shop.allow("dora", verb, "allowedcommands");
    }
  }

  @Test
  void authorMustBeAbleToActAsTheRunner() {
    assertThat(Refusal.of(() -> shop.create(dora, Chat.definition("mine", ""))))
        .isEqualTo(refusalFor("chatops-runner"));
  }

  @Test
  void theRightHoldsForTheNamedServiceAccountOnly() {
    allowImpersonationOf("chatops-runner");
    shop.create(dora, Chat.definition("mine", ""));

    assertThat(
            Refusal.of(
                () -> shop.create(dora, Chat.definition("other", "serviceAccountName: deployer"))))
        .isEqualTo(refusalFor("deployer"));
    assertThat(Refusal.of(() -> patch("{\"spec\":{\"serviceAccountName\":\"deployer\"}}")))
        .isEqualTo(refusalFor("deployer"));
  }

  @Test
  void changeOfASpecNeedsTheRightAsWell() {
    shop.apply(Chat.definition("mine", ""));

    assertThat(Refusal.of(() -> patch("{\"spec\":{\"timeout\":\"1m\"}}")))
        .isEqualTo(refusalFor("chatops-runner"));
  }

  @Test
  void labelsMayBeChangedWithoutTheRight() {
    shop.apply(Chat.definition("mine", ""));

    patch("{\"metadata\":{\"labels\":{\"team\":\"web\"}}}");

    assertThat(stored().getMetadata().getLabels()).containsEntry("team", "web");
  }

  /// Who may make a Job as an account may read every Secret of the namespace.
  @Test
  void aJobThatMountsASecretIsDefinedByThoseAloneWhoMayActAsItsAccount() {
    String job =
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: mine}
        spec:
          action:
            job:
              template:
                spec:
                  template:
                    spec:
                      containers:
                      - {name: a, image: a, env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]}
        """;
    assertThat(Refusal.of(() -> shop.create(dora, job))).isEqualTo(refusalFor("chatops-runner"));

    allowImpersonationOf("chatops-runner");
    shop.create(dora, job);
    assertThat(stored().getSpec().action().job()).isNotNull();
  }

  private Refusal refusalFor(String account) {
    return forbidden(
        "allowedcommands",
        "dora may not let commands act as %1$s in %2$s: this needs the verb impersonate on serviceaccounts/%1$s"
            .formatted(account, shop.name()));
  }

  private void allowImpersonationOf(String account) {
    shop.allow(
        "dora",
        new PolicyRuleBuilder()
            .withApiGroups("")
            .withResources("serviceaccounts")
            .withResourceNames(account)
            .withVerbs("impersonate")
            .build());
  }

  private void patch(String merge) {
    dora.resource(stored()).patch(PatchContext.of(PatchType.JSON_MERGE), merge);
  }

  private AllowedCommand stored() {
    return Cluster.admin()
        .resources(AllowedCommand.class)
        .inNamespace(shop.name())
        .withName("mine")
        .get();
  }
}
