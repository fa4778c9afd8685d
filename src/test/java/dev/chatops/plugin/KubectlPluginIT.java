package dev.chatops.plugin;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Kubectl;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `kubectl chatops`, as the people of a terminal use it.
class KubectlPluginIT {

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
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "deploy-web");
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: careful}
        spec:
          parameters: [{name: replicas, type: quantity, required: true}]
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
          approval: {count: 1}
        """);
    shop.allow("alice", "run", "allowedcommands", "careful");
    shop.grant("bob", "chatops-approver");
    shop.allow("bob", "approve", "allowedcommands", "careful");
    shop.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: more}
        spec: {command: careful, args: {replicas: 4}, reason: more guests}
        """);
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
  }

  @Test
  void showsThePlanAndApproves() {
    Kubectl answer = plugin("bob", "approve", "more", "--yes");

    assertThat(answer.orFail().output())
        .startsWith(
            """
            alice asks for careful in %s
              because   more guests
              plan      replicas: 3 → 4 on deployment/web
              state     AwaitingApproval: 0 of 1 approval of: replicas: 3 → 4 on deployment/web.\
            """
                .formatted(shop.name()))
        .endsWith("Approval 1 of 1 that are needed.\n");
    assertThatCommand(shop, "more").ends(Reason.COMPLETED);
  }

  @Test
  void whoAsksCannotPaintOverThePlan() {
    shop.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: painted}
        spec:
          command: careful
          args: {replicas: 90}
          reason: "why \\"not\\"\\e[2K\\r\\u202e\\n  plan      replicas: 3 → 4 \\\\o/"
        """);
    assertThatCommand(shop, "painted").waits(Reason.AWAITING_APPROVAL);

    Kubectl answer = plugin("bob", "approve", "painted");

    assertThat(answer.output())
        .startsWith(
            """
            alice asks for careful in %s
              because   why "not"\\x1b[2K\\r\\u202e\\n  plan      replicas: 3 → 4 \\o/
              plan      replicas: 3 → 90 on deployment/web
            """
                .formatted(shop.name()));
  }

  @Test
  void deniesWithACommentInAnyCharacters() {
    plugin("bob", "deny", "more", "-y", "-m", "not \"now\" \\ $(date) — später").orFail();

    assertThatCommand(shop, "more")
        .ends(Reason.DENIED)
        .saying("Denied by bob: not \"now\" \\ $(date) — später. Nothing was done.");
  }

  @Test
  void cancels() {
    shop.grant("alice", "chatops-approver");

    Kubectl answer = plugin("alice", "cancel", "chatcommand/more", "-y");

    assertThat(answer.orFail().output()).endsWith("The command was cancelled.\n");
    assertThatCommand(shop, "more").ends(Reason.CANCELLED);
  }

  @Test
  void saysWhyADecisionDoesNotCount() {
    shop.grant("alice", "chatops-approver");
    shop.allow("alice", "approve", "allowedcommands", "careful");

    Kubectl answer = plugin("alice", "approve", "more", "-y");

    assertThat(answer.succeeded()).isFalse();
    assertThat(answer.output())
        .endsWith("Who asks does not approve: somebody else has to agree.\n");
  }

  @Test
  void decidingTwiceIsDecidingOnce() {
    shop.grant("alice", "chatops-approver");
    shop.allow("alice", "approve", "allowedcommands", "careful");
    plugin("alice", "approve", "more", "-y");

    assertThat(plugin("alice", "approve", "more", "-y").output())
        .contains("You decided this before.");
    assertThat(
            Cluster.admin()
                .resources(CommandDecision.class)
                .inNamespace(shop.name())
                .list()
                .getItems())
        .hasSize(1);
  }

  @Test
  void decidesNothingWhereNobodyCanBeAsked() {
    Kubectl answer = plugin("bob", "approve", "more");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.output())
        .endsWith("this is no terminal, so nobody can be asked: add --yes\n");
    assertThatCommand(shop, "more").waits(Reason.AWAITING_APPROVAL);
  }

  @Test
  void handsOnWhatTheApiServerRefuses() {
    shop.grant("eve", "chatops-approver");

    Kubectl answer = plugin("eve", "approve", "more", "-y");

    assertThat(answer.succeeded()).isFalse();
    assertThat(answer.output())
        .contains(
            "eve may not approve or deny careful in "
                + shop.name()
                + ": this needs the verb approve on allowedcommands/careful");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThat(plugin("bob", "approve").exitCode()).isEqualTo(2);
    assertThat(plugin("bob", "approve", "more", "--force").output())
        .isEqualTo("kubectl chatops: unknown option --force; see kubectl chatops --help\n");
    assertThat(plugin("bob", "approve", "less", "-y").output()).contains("\"less\" not found");
    assertThat(plugin("alice", "explain", "careful", "replicas", "5").output())
        .isEqualTo("kubectl chatops: arguments are written NAME=VALUE, unlike 'replicas'\n");
  }

  @Test
  void explainsALineAndAStoredCommand() {
    String line = plugin("alice", "explain", "careful", "replicas=9").orFail().output();

    assertThat(line)
        .contains("  ok   right to run     alice may run careful in " + shop.name() + ".\n")
        .contains("  ok   plan             Would change replicas: 3 → 9 on deployment/web.\n")
        .contains("  ok   approval         It needs 1 approval within 30m");

    shop.grant("eve", "chatops-requester");
    String stored = plugin("eve", "explain", "chatcommand/more").orFail().output();
    assertThat(stored)
        .contains("  NO   right to run     eve may not run careful in " + shop.name())
        .contains("  NO   plan             What would change is told to those who may run it.\n");
  }

  /// As manifests/examples/approval and the README tell it.
  @Test
  void nobodyClosesTheShopAlone() {
    shop.applyExample("approval");
    shop.awaitAllowed("alice", "run", "close-web");
    shop.awaitAllowed("bob", "approve", "close-web");
    shop.create(
        Cluster.as("alice"), Manifests.read(Path.of("manifests/examples/commands/close-web.yaml")));
    assertThatCommand(shop, "close-web").waits(Reason.AWAITING_APPROVAL);

    assertThat(plugin("alice", "explain", "chatcommand/close-web").orFail().output())
        .contains("  ok   plan             Would change replicas: 3 → 0 on deployment/web.\n");
    assertThat(plugin("alice", "approve", "close-web", "-y").succeeded()).isFalse();
    plugin("bob", "approve", "close-web", "-y").orFail();

    assertThatCommand(shop, "close-web").ends(Reason.COMPLETED);
    assertThat(shop.deployment("web").getSpec().getReplicas()).isZero();
  }

  private Kubectl plugin(String user, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-n", shop.name()));
    return Cluster.plugin(user, all.toArray(String[]::new));
  }
}
