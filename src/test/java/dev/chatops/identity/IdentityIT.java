package dev.chatops.identity;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatops.api.v1alpha1.ChatIdentity;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who speaks for whom, and who may say so.
class IdentityIT {

  private static OperatorRole operator;

  private final String own = UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void startOperator() {
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  @Test
  void anAccountThatTwoClaimIsNobodysUntilOneLetsGo() {
    identity(Cluster.admin(), "a-" + own, "user-a-" + own, "", "U" + own);
    awaitReady("a-" + own, "TRUE Ready");
    identity(Cluster.admin(), "b-" + own, "user-b-" + own, "", "U" + own);

    awaitReady("a-" + own, "FALSE Conflict");
    awaitReady("b-" + own, "FALSE Conflict");

    identity(Cluster.admin(), "b-" + own, "user-b-" + own, "", "V" + own);
    awaitReady("a-" + own, "TRUE Ready");
    awaitReady("b-" + own, "TRUE Ready");
  }

  @Test
  void writingOneIsImpersonation() {
    assertThatThrownBy(() -> identity(writer(), "x-" + own, "root", "", "U" + own))
        .hasMessageContaining(
            "may not let chat accounts act as root: this needs the verb impersonate on users/root");
    assertThatThrownBy(() -> identity(writer(), "x-" + own, "alice", "admins", "U" + own))
        .hasMessageContaining("this needs the verb impersonate on each of these groups");
    identity(writer(), "x-" + own, "alice", "devs", "U" + own);
  }

  @Test
  void nobodyIsMadeAnAccountOfTheSystem() {
    assertThatThrownBy(() -> identity(Cluster.admin(), "x-" + own, "system:admin", "", "U" + own))
        .hasMessageContaining("spec.username must not start with system:");
    assertThatThrownBy(
            () -> identity(Cluster.admin(), "x-" + own, "eve", "system:masters", "U" + own))
        .hasMessageContaining("spec.groups must hold no system: group");
  }

  @Test
  void rightsOfAChatUserAreThoseOfTheirIdentityNow() {
    TestNamespace shop = Cluster.namespace();
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "deploy-web");
    String dan = "dan-" + own;
    shop.allow(dan, "run", "allowedcommands", "scale-web");
    identity(Cluster.admin(), dan, dan, "", "U" + own);

    fromChat(shop, "known", dan, "U" + own);
    fromChat(shop, "stranger", "alice", "U-unknown");
    fromChat(shop, "borrowed", "alice", "U" + own);

    assertThatCommand(shop, "cc-known").ends(Reason.COMPLETED);
    assertThatCommand(shop, "cc-stranger")
        .ends(Reason.FORBIDDEN)
        .saying(
            "slack user U-unknown of acme is in no ChatIdentity: an administrator has to add the"
                + " account to one.");
    assertThatCommand(shop, "cc-borrowed")
        .ends(Reason.FORBIDDEN)
        .saying("slack user U" + own + " of acme is " + dan + " by now, not alice: ask again.");
  }

  @Test
  void aRuleSeesTheGroupsOfTheIdentityAndNotThoseThatAGatewayNames() {
    TestNamespace shop = Cluster.namespace();
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "deploy-web");
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: seniors}
        spec:
          action: {restart: {target: {kind: Deployment, name: web}}}
          rules: [{expression: "'seniors' in requester.groups", message: only seniors may}]
        """);
    String dan = "dan-" + own;
    shop.allow(dan, "run", "allowedcommands", "seniors");
    identity(Cluster.admin(), dan, dan, "", "U" + own);

    fromChat(
        shop, "forged", "seniors", "", "{username: " + dan + ", groups: [seniors]}", "U" + own);

    assertThatCommand(shop, "cc-forged").ends(Reason.FORBIDDEN).saying("only seniors may");
  }

  @Test
  void aNameThatTwoClaimStillRunsWhatNobodyNeedsToApprove() {
    TestNamespace shop = Cluster.namespace();
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "deploy-web");
    String dan = "dan-" + own;
    shop.grant(dan, "chatops-requester");
    shop.allow(dan, "run", "allowedcommands", "scale-web");
    shop.grant("bob", "chatops-approver");
    identity(Cluster.admin(), "a-" + own, dan, "", "U" + own);
    identity(Cluster.admin(), "b-" + own, dan, "", "V" + own);
    operator.close();
    shop.create(
        Cluster.as(dan),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: more}
        spec: {command: scale-web, args: {replicas: 4}}
        """);

    operator = RunningOperator.start();

    assertThatCommand(shop, "more").ends(Reason.COMPLETED);
  }

  private static void fromChat(TestNamespace shop, String name, String requester, String account) {
    fromChat(shop, name, "scale-web", "replicas: 4", "{username: " + requester + "}", account);
  }

  private static void fromChat(
      TestNamespace shop,
      String name,
      String command,
      String arguments,
      String requester,
      String account) {
    shop.create(
        Cluster.asGateway(),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: cc-%s}
        spec:
          command: %s
          args: {%s}
          requester: %s
          origin: {platform: slack, workspace: acme, channel: C1, user: %s, intent: "%s"}
        """
            .formatted(name, command, arguments, requester, account, UUID.randomUUID()));
  }

  /// May write ChatIdentities, and let accounts act as alice of the group devs.
  private KubernetesClient writer() {
    String name = "identities-" + own;
    var admin = Cluster.admin();
    admin
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withRules(
                    rule("chatops.dev", "chatidentities", "*", List.of()),
                    rule("", "users", "impersonate", List.of("alice")),
                    rule("", "groups", "impersonate", List.of("devs")))
                .build())
        .serverSideApply();
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                .addNewSubject("rbac.authorization.k8s.io", "User", name, null)
                .build())
        .serverSideApply();
    KubernetesClient writer = Cluster.as(name);
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> writer.resources(ChatIdentity.class).list() != null);
    return writer;
  }

  private static io.fabric8.kubernetes.api.model.rbac.PolicyRule rule(
      String group, String resource, String verb, List<String> names) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withVerbs(verb)
        .withResourceNames(names)
        .build();
  }

  private static void identity(
      KubernetesClient by, String name, String username, String group, String account) {
    by.resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: ChatIdentity
                metadata: {name: %s}
                spec:
                  person: %s
                  username: %s
                  groups: [%s]
                  accounts: [{workspace: acme, user: %s}]
                """
                    .formatted(name, username, username, group, account)))
        .forceConflicts()
        .serverSideApply();
  }

  private static void awaitReady(String name, String expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          var identity = Cluster.admin().resources(ChatIdentity.class).withName(name).get();
          assertThat(identity.getStatus()).isNotNull();
          assertThat(
                  Condition.find(identity.getStatus().conditions(), "Ready")
                      .map(c -> c.status().name() + " " + c.reason()))
              .contains(expected);
        });
  }
}
