package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What belongs to the whole cluster, such as a Node, is changed with a right for the whole
/// cluster, and with no other.
class ClusterWideIT {

  private static final String RIGHT = "chatops-runner-nodes";

  private static OperatorRole operator;

  private Workshop shop;

  @BeforeAll
  static void start() {
    Cluster.admin()
        .resource(new NodeBuilder().withNewMetadata().withName("worker-1").endMetadata().build())
        .serverSideApply();
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stop() {
    operator.close();
    Cluster.admin().nodes().withName("worker-1").delete();
    Cluster.admin().rbac().clusterRoleBindings().withName(RIGHT).delete();
    Cluster.admin().rbac().clusterRoles().withName(RIGHT).delete();
  }

  @BeforeEach
  void openShop() {
    shop = Workshop.open();
    shop.namespace().applyExample("nodes");
    shop.awaitJudged("cordon", "Ready");
    shop.awaitJudged("uncordon", "Ready");
  }

  @Test
  void aNodeIsCordonedAndUncordoned() {
    shop.ask("in", "cordon", "node: worker-1");
    assertThatCommand(shop.namespace(), "in")
        .ends(Reason.COMPLETED)
        .saying("spec.unschedulable: none → true on node/worker-1: it is stored.");
    assertThat(node().getSpec().getUnschedulable()).isTrue();
    assertThat(node().getMetadata().getAnnotations())
        .containsEntry("chatops.dev/last-command", shop.command("in").getMetadata().getUid());
    shop.ask("again", "cordon", "node: worker-1");
    assertThatCommand(shop.namespace(), "again").ends(Reason.ALREADY_APPLIED);

    shop.ask("out", "uncordon", "node: worker-1");

    assertThatCommand(shop.namespace(), "out").ends(Reason.COMPLETED);
    assertThat(node().getSpec().getUnschedulable()).isNotEqualTo(true);
  }

  @Test
  void aNodeThatIsNotThereIsNamed() {
    shop.ask("none", "cordon", "node: worker-2");

    assertThatCommand(shop.namespace(), "none")
        .ends(Reason.TARGET_NOT_FOUND)
        .saying(
            "There is no Node worker-2 in the cluster: create it, or change the target of"
                + " AllowedCommand cordon.");
  }

  /// A Role that names nodes gives nothing: they are in no namespace.
  @Test
  void aRightInTheNamespaceIsNoRight() {
    Cluster.admin().rbac().clusterRoleBindings().withName(RIGHT).delete();
    shop.namespace()
        .apply(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: nodes}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: chatops-runner-nodes}
            subjects: [{kind: ServiceAccount, name: chatops-runner, namespace: %s}]
            """
                .formatted(shop.name()));
    shop.define(
        "late",
        "action: {patch: {target: {apiVersion: v1, kind: Node, name: worker-1},"
            + " merge: {spec: {unschedulable: true}}}}");
    shop.awaitJudged("late", "RunnerForbidden");
    shop.ask("late", "late", "");

    assertThatCommand(shop.namespace(), "late")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand late cannot work: service account chatops-runner may not get nodes"
                + " worker-1 in the whole cluster; grant it in a ClusterRole.");
  }

  @Test
  void nothingIsMadeOutsideOfTheNamespace() {
    shop.define(
        "make",
        "action: {create: {template: {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass,"
            + " value: 1}, outcome: {succeeded: 'true'}}}");
    shop.awaitJudged("make", "MissingKind");
  }

  private static Node node() {
    return Cluster.admin().nodes().withName("worker-1").get();
  }
}
