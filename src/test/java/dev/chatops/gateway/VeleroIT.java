package dev.chatops.gateway;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.GatewayRole;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.SlackPeer;
import dev.chatops.testing.TestNamespace;
import dev.chatops.testing.VeleroPeer;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Backups and a restore that people ask for in Slack and a real Velero makes, with what goes wrong
/// on its side.
class VeleroIT {

  private static final TestNamespace VELERO = Cluster.namespace();
  private static final TestNamespace SHOP = Cluster.namespace();
  private static final String COPY = SHOP.name() + "-copy";

  private static VeleroPeer velero;
  private static SlackTeam team;
  private static OperatorRole operator;
  private static GatewayRole gateway;

  @BeforeAll
  static void connect() {
    SHOP.apply(WEB);
    SHOP.grant("alice", "chatops-requester");
    SHOP.allow("alice", "run", "allowedcommands", "restart-web");
    SHOP.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: earlier}
        spec: {command: restart-web}
        """);
    velero = VeleroPeer.start(VELERO);
    VELERO.allow(
        "system:serviceaccount:" + VELERO.name() + ":chatops-runner",
        new PolicyRuleBuilder()
            .withApiGroups("velero.io")
            .withResources("backups", "restores")
            .withVerbs("get", "create")
            .build());
    define("back-up", "");
    define("back-up-elsewhere", "storageLocation: nowhere");
    define(
        "back-up-frozen",
        "hooks: {resources: [{name: freeze, pre: [{exec: {command: [sync], onError: Fail}}]}]}");
    VELERO.apply(RESTORE);
    team = new SlackTeam(VELERO);
    VELERO.allow(team.user("alice"), "run", "allowedcommands");
    VELERO.allow(team.user("bob"), "approve", "allowedcommands");
    operator = RunningOperator.start();
    gateway = team.gateway();
    team.awaitReady("Ready");
  }

  @AfterAll
  static void disconnect() {
    // Also where the beginning failed half-way.
    try (var _ = velero;
        var _ = team;
        var _ = operator;
        var _ = gateway) {}
    Cluster.admin().namespaces().withName(COPY).delete();
  }

  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 1
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "registry.example/web:1"}]}
      """;

  private static void define(String name, String more) {
    VELERO.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: %s}
        spec: {action: {backup: {engine: Velero, of: %s, spec: {%s}}}}
        """
            .formatted(name, SHOP.name(), more));
  }

  private static final String RESTORE =
      """
      apiVersion: chatops.dev/v1alpha1
      kind: AllowedCommand
      metadata: {name: restore}
      spec:
        parameters:
        - {name: backup, required: true}
        - {name: namespace, pattern: 'test-[0-9a-f]{8}-copy', required: true}
        action: {restore: {engine: Velero, from: '${backup}', into: '${namespace}'}}
        approval: {count: 1}
      """;

  @Test
  void whatWasDeletedComesBackInANewNamespaceOnceSomebodyElseHasApproved() {
    ChatCommand backup = ask("back up");
    awaitCard(backup, "Completed");
    assertThat(velero.phase("Backup", objectOf(backup))).isEqualTo("Completed");
    Cluster.admin().apps().deployments().inNamespace(SHOP.name()).withName("web").delete();

    ChatCommand restore = ask("restore %s %s".formatted(restorePoint(backup), COPY));
    JsonNode waiting = awaitCard(restore, "approve");
    approve(SlackPeer.ALICE, waiting, COPY);
    approve(SlackPeer.BOB, waiting, SHOP.name());
    assertThatCommand(VELERO, nameOf(restore)).waits(Reason.AWAITING_APPROVAL);
    approve(SlackPeer.BOB, waiting, COPY);

    JsonNode done = awaitCard(restore, "Completed");
    assertThat(done.path("ts")).isEqualTo(waiting.path("ts"));
    assertThat(velero.phase("Restore", objectOf(restore))).isEqualTo("Completed");
    var deployments = Cluster.admin().apps().deployments();
    assertThat(deployments.inNamespace(COPY).withName("web").get()).isNotNull();
    assertThat(deployments.inNamespace(SHOP.name()).withName("web").get()).isNull();
    assertThat(Cluster.admin().resources(ChatCommand.class).inNamespace(COPY).list().getItems())
        .as("what was asked before is not asked again")
        .isEmpty();
    SHOP.apply(WEB);
  }

  @Test
  void aBackupThatVeleroRefusesHasFailedAndSaysWhy() {
    ChatCommand backup = ask("back up elsewhere");

    assertThat(awaitCard(backup, "Failed").toString()).contains("nowhere");
    assertThatCommand(VELERO, nameOf(backup)).ends(Reason.FAILED);
    assertThat(velero.phase("Backup", objectOf(backup))).isEqualTo("FailedValidation");
  }

  /// Pods of the local control plane have no processes in which a hook could run.
  @Test
  void aBackupWithoutAPartIsNoSuccess() {
    ChatCommand backup = ask("back up frozen");

    awaitCard(backup, "Partly failed");
    assertThatCommand(VELERO, nameOf(backup)).ends(Reason.PARTIALLY_FAILED);
    assertThat(velero.phase("Backup", objectOf(backup))).isEqualTo("PartiallyFailed");
  }

  @Test
  void aBackupThatVeleroLostWhileItRestartedHasFailed() {
    velero.holdStore();
    ChatCommand backup = ask("back up");
    awaitPhase(backup, "InProgress");

    velero.kill();
    velero.releaseStore();
    velero.startAgain();

    assertThat(awaitCard(backup, "Failed").toString()).contains("during the server starting");
    assertThatCommand(VELERO, nameOf(backup)).ends(Reason.FAILED);
  }

  @Test
  void aBackupWaitsForAVeleroThatIsAway() {
    velero.kill();
    ChatCommand backup = ask("back up");
    Awaitility.await("its object is made")
        .atMost(SlackTeam.PATIENCE)
        .until(() -> velero.resource("Backup", objectOf(backup)) != null);

    velero.startAgain();

    awaitCard(backup, "Completed");
  }

  @Test
  void aBackupThatWaitsForAnotherOneHasNotFailed() {
    velero.holdStore();
    VELERO.apply(
        """
        apiVersion: velero.io/v1
        kind: Backup
        metadata: {name: nightly}
        spec: {includedNamespaces: [%s]}
        """
            .formatted(SHOP.name()));
    Awaitility.await("it runs")
        .atMost(SlackTeam.PATIENCE)
        .until(() -> velero.phase("Backup", "nightly").equals("InProgress"));
    ChatCommand backup = ask("back up");
    awaitCard(backup, "Queued");
    assertThatCommand(VELERO, nameOf(backup)).waits(Reason.RUNNING);

    velero.releaseStore();

    awaitCard(backup, "Completed");
  }

  /// Alice says it in the channel.
  ///
  /// @return what was made of it
  private static ChatCommand ask(String text) {
    Set<String> before = commands().stream().map(VeleroIT::nameOf).collect(Collectors.toSet());
    team.slack.say(SlackPeer.ALICE, SlackPeer.SHOP, "<@%s> %s".formatted(SlackPeer.BOT, text));
    return Awaitility.await(text + " was understood")
        .atMost(SlackTeam.PATIENCE)
        .until(
            () -> commands().stream().filter(c -> !before.contains(nameOf(c))).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static List<ChatCommand> commands() {
    return Cluster.admin()
        .resources(ChatCommand.class)
        .inNamespace(VELERO.name())
        .list()
        .getItems();
  }

  private static String nameOf(ChatCommand command) {
    return command.getMetadata().getName();
  }

  /// The name of what the operator makes for it.
  private static String objectOf(ChatCommand command) {
    return "cc-" + command.getMetadata().getUid();
  }

  /// The name that its card tells people.
  private static String restorePoint(ChatCommand backup) {
    return String.valueOf(VELERO.command(nameOf(backup)).getStatus().result().get("restorePoint"));
  }

  /// @param typed what it is restored into
  private static void approve(String account, JsonNode card, String typed) {
    team.press(account, card, "approve");
    JsonNode view = team.slack.view();
    team.slack.submit(
        view.path("id").asText(), Map.of(view.at("/blocks/0/block_id").asText(), typed));
  }

  private static void awaitPhase(ChatCommand backup, String phase) {
    Awaitility.await(phase)
        .atMost(SlackTeam.PATIENCE)
        .until(() -> velero.phase("Backup", objectOf(backup)), phase::equals);
  }

  private static JsonNode awaitCard(ChatCommand command, String text) {
    return team.awaitPost(
        nameOf(command) + " says " + text,
        post -> post.contains(command.getMetadata().getUid()) && post.contains(text));
  }
}
