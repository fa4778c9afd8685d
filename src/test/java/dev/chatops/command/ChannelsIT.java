package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A definition that names channels is obeyed, whatever a gateway lets through.
class ChannelsIT {

  private static OperatorRole operator;

  private final TestNamespace shop = Cluster.namespace();
  private final String user = "Uchannels" + UUID.randomUUID().toString().substring(0, 8);
  private final String alice = user.toLowerCase(Locale.ROOT);

  @BeforeAll
  static void startOperator() {
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stopOperator() {
    operator.close();
  }

  @Test
  void commandsOfOtherChannelsAreForbidden() {
    know();
    define("[prod]");
    channel("prod", "acme", "C1");
    channel("staging", "acme", "C2");
    channel("elsewhere", "other", "C3");

    ask("cc-here", "acme", "C1");
    ask("cc-staging", "acme", "C2");
    ask("cc-other-workspace", "other", "C1");
    ask("cc-direct-message", "acme", "D1");

    assertThatCommand(shop, "cc-here").ends(Reason.TARGET_NOT_FOUND);
    for (String elsewhere :
        new String[] {"cc-staging", "cc-other-workspace", "cc-direct-message"}) {
      assertThatCommand(shop, elsewhere)
          .ends(Reason.FORBIDDEN)
          .saying("restart-web may be asked for in prod only (spec.channels): ask there.");
    }
  }

  @Test
  void channelsSayNothingAboutWhatComesWithoutChat() {
    define("[prod]");
    shop.allow(alice, "create", "chatcommands");
    shop.create(
        Cluster.as(alice),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: direct}
        spec: {command: restart-web}
        """);

    assertThatCommand(shop, "direct").ends(Reason.TARGET_NOT_FOUND);
  }

  private void know() {

    Cluster.admin()
        .resource(
            Manifests.parse(
                """
                apiVersion: chatops.dev/v1alpha1
                kind: ChatIdentity
                metadata: {name: %1$s}
                spec:
                  person: %1$s
                  username: %1$s
                  accounts: [{workspace: acme, user: %2$s}, {workspace: other, user: %2$s}]
                """
                    .formatted(alice, user)))
        .forceConflicts()
        .serverSideApply();
  }

  private void define(String channels) {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: AllowedCommand
        metadata: {name: restart-web}
        spec:
          action: {restart: {target: {kind: Deployment, name: web}}}
          channels: %s
        """
            .formatted(channels));
    shop.allow(alice, "run", "allowedcommands", "restart-web");
  }

  private void channel(String name, String workspace, String id) {
    shop.apply(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatChannel
        metadata: {name: %s}
        spec: {workspace: %s, channelId: %s}
        """
            .formatted(name, workspace, id));
  }

  private void ask(String name, String workspace, String channel) {
    shop.create(
        Cluster.asGateway(),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %1$s}
        spec:
          command: restart-web
          requester: {username: %2$s, groups: ["system:authenticated"]}
          origin: {platform: slack, workspace: %3$s, channel: %4$s, user: %5$s, intent: %1$s}
        """
            .formatted(name, alice, workspace, channel, user));
  }
}
