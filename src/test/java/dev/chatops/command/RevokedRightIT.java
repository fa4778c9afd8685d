package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Person;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.TestNamespace;
import org.junit.jupiter.api.Test;

/// Rights count when something is done, not when it was asked for.
class RevokedRightIT {

  @Test
  void aRightThatIsGoneByTheStartIsNoRight() {
    TestNamespace shop = Cluster.namespace();
    shop.applyExample("shop");
    shop.applyExample("approval");
    shop.awaitAllowed("bob", "approve", "close-web");
    shop.grant("leaver", "chatops-requester");
    shop.allow("leaver", "run", "allowedcommands", "close-web");
    try (OperatorRole _ = RunningOperator.start()) {
      shop.create(
          Cluster.as("leaver"),
          """
          apiVersion: chatops.dev/v1alpha1
          kind: ChatCommand
          metadata: {name: close}
          spec: {command: close-web, reason: a last wish}
          """);
      assertThatCommand(shop, "close").waits(Reason.AWAITING_APPROVAL);
      shop.revoke("leaver", "run", "close-web");

      Person.withKubectl(shop, "bob").approve("close");

      assertThatCommand(shop, "close")
          .ends(Reason.FORBIDDEN)
          .saying(
              "leaver may not run close-web in %s: it needs the verb run on allowedcommands/close-web."
                  .formatted(shop.name()));
    }
  }
}
