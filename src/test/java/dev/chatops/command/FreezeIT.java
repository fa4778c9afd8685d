package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a FreezeWindow keeps from happening, and who gets past it.
class FreezeIT {

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
  }

  /// A window holds for the whole cluster, other tests included, unless it selects this namespace.
  @AfterEach
  void thaw() {
    Cluster.admin().resources(FreezeWindow.class).withName(shop.name()).delete();
  }

  @Test
  void refusesAndSaysWhichWindowAndWhenItOpens() {
    freeze("message: The shop is closed for stocktaking.");

    ask("scale", "");

    assertThatCommand(shop, "scale").ends(Reason.FROZEN);
    assertThat(message("scale"))
        .startsWith("Frozen by FreezeWindow " + shop.name())
        .contains("The shop is closed for stocktaking.")
        .contains(" It opens on ");
    assertThat(shop.deployment("web").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void aWindowForOtherCommandsDoesNotHold() {
    freeze("commands: [\"deploy-*\"]");

    ask("scale", "");

    assertThatCommand(shop, "scale").ends(Reason.COMPLETED);
  }

  @Test
  void aWindowForActionsCannotBeEvadedByAnotherName() {
    freeze("actions: [scale]");
    define("harmless", "");

    shop.create(Cluster.as("alice"), command("scale", "harmless", ""));

    assertThatCommand(shop, "scale").ends(Reason.FROZEN);
  }

  @Test
  void overridingNeedsTheVerb() {
    freeze("");

    ask("scale", "overrideFreeze: true");

    assertThatCommand(shop, "scale")
        .ends(Reason.FORBIDDEN)
        .saying(
            "alice may not override FreezeWindow "
                + shop.name()
                + ": it needs the verb override-freeze on allowedcommands/scale-web.");
  }

  @Test
  void overridingIsLoud() {
    freeze("");
    shop.allow("alice", "override-freeze", "allowedcommands", "scale-web");

    ask("scale", "overrideFreeze: true");

    assertThatCommand(shop, "scale").ends(Reason.COMPLETED);
    String sentence = "alice overrides FreezeWindow " + shop.name() + ": the cellar burns";
    assertThat(
            Condition.find(shop.command("scale").getStatus().conditions(), "FreezeOverridden")
                .orElseThrow()
                .message())
        .isEqualTo(sentence);
    assertThat(
            Cluster.admin().v1().events().inNamespace(shop.name()).list().getItems().stream()
                .filter(event -> event.getReason().equals("FreezeOverridden")))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getType()).isEqualTo("Warning");
          assertThat(event.getMessage()).isEqualTo(sentence);
        });
  }

  @Test
  void aDefinitionIgnoresOnlyTheWindowsThatPermitIt() {
    define("ignoring", "freeze: Ignore");
    freeze("allowIgnore: false");
    shop.create(Cluster.as("alice"), command("refused", "ignoring", ""));
    assertThatCommand(shop, "refused").ends(Reason.FROZEN);

    freeze("allowIgnore: true");
    shop.create(Cluster.as("alice"), command("permitted", "ignoring", ""));

    assertThatCommand(shop, "permitted").ends(Reason.COMPLETED);
  }

  @Test
  void aWindowThatNobodyUnderstandsFreezes() {
    freeze("timeZone: Europe/Entenhausen");

    ask("scale", "");

    assertThatCommand(shop, "scale").ends(Reason.FROZEN);
  }

  private static String anHourAgo() {
    var start = OffsetDateTime.now(ZoneOffset.UTC).minusHours(1);
    return start.getMinute() + " " + start.getHour() + " * * *";
  }

  /// In force since an hour ago for another hour, for this namespace alone.
  private void freeze(String more) {
    Cluster.admin()
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: FreezeWindow
                metadata: {name: %1$s}
                spec:
                  schedule: "%4$s"
                  duration: 2h
                  %3$s
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                  %2$s
                """
                    .formatted(
                        shop.name(), more, more.startsWith("timeZone") ? "" : "timeZone: Etc/UTC")))
        .forceConflicts()
        .serverSideApply();
  }

  private void define(String name, String more) {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: %s}
        spec:
          parameters: [{name: replicas, type: quantity, required: true}]
          action: {scale: {target: {kind: Deployment, name: web}, replicas: "${replicas}"}}
          %s
        """
            .formatted(name, more));
    shop.allow("alice", "run", "allowedcommands", name);
  }

  private void ask(String name, String more) {
    shop.create(Cluster.as("alice"), command(name, "scale-web", more));
  }

  private static String command(String name, String command, String more) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatCommand
    metadata: {name: %s}
    spec:
      command: %s
      args: {replicas: "+1"}
      reason: the cellar burns
      %s
    """
        .formatted(name, command, more);
  }

  private String message(String name) {
    return Condition.find(shop.command(name).getStatus().conditions(), "Succeeded")
        .orElseThrow()
        .message();
  }
}
