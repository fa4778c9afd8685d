package dev.chatops.definition;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What definitions say of themselves, and what is known of them.
class DefinitionIT {

  private static OperatorRole operator;

  private TestNamespace shop;

  @BeforeAll
  static void startOperator() {
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  @BeforeEach
  void openShop() {
    shop = Cluster.namespace();
  }

  @Test
  void aDefinitionThatAPersonMustMendIsStalledAndNamesThePlace() {
    define("broken", "image: registry.example/web:${tga}", "");

    awaitReady("broken", "False", "UnknownParameter");

    assertThat(conditions("broken"))
        .extracting(Condition::type)
        .containsExactly("Ready", "Stalled");
    assertThat(conditions("broken").getFirst().message())
        .isEqualTo("spec.action.deploy.image: There is no parameter \"tga\"; did you mean tag?");
  }

  @Test
  void aMissingAccountIsWaitedForAndSeenWhenItComes() {
    define("deploy", "image: registry.example/web:${tag}", "serviceAccountName: deployer");
    awaitReady("deploy", "False", "MissingServiceAccount");
    assertThat(conditions("deploy"))
        .extracting(Condition::type)
        .containsExactly("Ready", "Reconciling");

    shop.serviceAccount("deployer");
    awaitReady("deploy", "False", "RunnerForbidden");
    shop.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: deployer}
        rules:
        - {apiGroups: [apps], resources: [deployments], resourceNames: [web], verbs: [patch]}
        """);
    shop.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: deployer}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
        subjects: [{kind: ServiceAccount, name: deployer, namespace: shop}]
        """
            .replace("namespace: shop", "namespace: " + shop.name()));

    awaitReady("deploy", "True", "Ready");
  }

  @Test
  void everyTargetThatAnEnumMayChooseIsAskedForByName() {
    shop.serviceAccount("restarter");
    shop.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: restarter}
        rules:
        - {apiGroups: [apps], resources: [deployments], resourceNames: [web, api], verbs: [patch]}
        """);
    shop.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: restarter}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: restarter}
        subjects: [{kind: ServiceAccount, name: restarter, namespace: %s}]
        """
            .formatted(shop.name()));

    restartOneOf("both", "web, api");
    restartOneOf("three", "web, api, jobs");

    awaitReady("both", "True", "Ready");
    awaitReady("three", "False", "RunnerForbidden");
    assertThat(conditions("three").getFirst().message())
        .isEqualTo(
            "service account restarter may not patch deployments jobs in "
                + shop.name()
                + "; grant it in a Role of the namespace.");
  }

  @Test
  void definitionsOfTheSameWordsWaitUntilOneIsRenamedOrGone() {
    define("deploy", "image: registry.example/web:${tag}", "aliases: [ship]");
    awaitReady("deploy", "True", "Ready");
    define("release", "image: registry.example/web:${tag}", "aliases: [ship]");
    awaitReady("release", "False", "DuplicateWords");
    awaitReady("deploy", "False", "DuplicateWords");

    define("release", "image: registry.example/web:${tag}", "aliases: [put]");
    awaitReady("deploy", "True", "Ready");
    awaitReady("release", "True", "Ready");

    define("release", "image: registry.example/web:${tag}", "aliases: [ship]");
    awaitReady("deploy", "False", "DuplicateWords");
    Cluster.admin().resource(definition("release")).delete();
    awaitReady("deploy", "True", "Ready");
  }

  @Test
  void aDefinitionThatCameAndWentIsUnknown() {
    shop.grant("alice", "chatops-requester");
    shop.allow("alice", "run", "allowedcommands", "fleeting");
    for (int i = 0; i < 20; i++) {
      define("fleeting", "image: registry.example/web:${tag}", "");
      Cluster.admin()
          .resources(AllowedCommand.class)
          .inNamespace(shop.name())
          .withName("fleeting")
          .delete();
    }

    shop.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: late}
        spec: {command: fleeting, args: {tag: 1.0.0}}
        """);

    assertThatCommand(shop, "late").ends(Reason.UNKNOWN_COMMAND);
  }

  @Test
  void aStatusThatAnotherVersionWroteRefusesNothing() {
    operator.close();
    try {
      define("deploy", "image: registry.example/web:${tag}", "");
      var stored = definition("deploy");
      Cluster.asOperator()
          .resource(stored)
          .subresource("status")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              """
              {"status": {"observedGeneration": 1, "conditions": [{
                "type": "Ready", "status": "False", "reason": "NotSupported",
                "message": "this version does not enforce it", "observedGeneration": 1,
                "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
              """);

      Lookup found = new DefinitionCatalogue(Cluster.asOperator()).find(shop.name(), "deploy");

      assertThat(found).isInstanceOf(Lookup.Ready.class);
    } finally {
      operator = RunningOperator.start();
    }
  }

  private void define(String name, String image, String more) {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: %s}
        spec:
          parameters: [{name: tag, required: true}]
          action:
            deploy:
              target: {kind: Deployment, name: web}
              container: web
              %s
          %s
        """
            .formatted(name, image, more));
  }

  private void restartOneOf(String name, String values) {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: %s}
        spec:
          serviceAccountName: restarter
          parameters: [{name: what, type: enum, values: [%s], required: true}]
          action: {restart: {target: {kind: Deployment, name: "${what}"}}}
        """
            .formatted(name, values));
  }

  private void awaitReady(String name, String status, String reason) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() ->
            assertThat(conditions(name))
                .as(() -> conditions(name).toString())
                .anyMatch(condition ->
                    condition.type().equals("Ready")
                        && condition.status().name().equalsIgnoreCase(status)
                        && condition.reason().equals(reason)));
  }

  private List<Condition> conditions(String name) {
    var status = definition(name).getStatus();
    return status == null || status.conditions() == null ? List.of() : status.conditions();
  }

  private AllowedCommand definition(String name) {
    return Cluster.admin()
        .resources(AllowedCommand.class)
        .inNamespace(shop.name())
        .withName(name)
        .get();
  }
}
