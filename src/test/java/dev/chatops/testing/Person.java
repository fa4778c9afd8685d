package dev.chatops.testing;

import dev.chatops.api.v1alpha1.ChatAccount;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/// Somebody who decides about commands of one namespace, with kubectl or through a chat.
///
/// @param account in a chat; empty where they use their own cluster credentials
public record Person(TestNamespace shop, String username, Optional<ChatAccount> account) {

  public static Person withKubectl(TestNamespace shop, String username) {
    return new Person(shop, username, Optional.empty());
  }

  /// Through the gateway, which says who clicked.
  ///
  /// @param user chat user id
  public static Person inChat(TestNamespace shop, String username, String workspace, String user) {
    return new Person(shop, username, Optional.of(new ChatAccount(workspace, user)));
  }

  public String approve(String command) {
    return decide("Approve", command, "");
  }

  public String deny(String command, String comment) {
    return decide("Deny", command, comment);
  }

  public String cancel(String command, String comment) {
    return decide("Cancel", command, comment);
  }

  /// Decides about the plan as it stands in the status now.
  public String decide(String decision, String command, String comment) {
    ChatCommand stored = shop.command(command);
    var plan = stored.getStatus().plan();
    return decide(
        decision,
        command,
        stored.getMetadata().getUid(),
        plan == null ? "" : plan.digest(),
        stored.getSpec().command(),
        comment);
  }

  /// @return name of the CommandDecision
  public String decide(
      String decision,
      String command,
      String uid,
      String digest,
      String definition,
      String comment) {
    String name = "decision-" + UUID.randomUUID().toString().substring(0, 8);
    String yaml =
        """
        apiVersion: chatops.dev/v1alpha1
        kind: CommandDecision
        metadata: {name: %s}
        spec:
          command: %s
          commandUid: %s
          definition: %s
          decision: %s
          planDigest: "%s"
          comment: "%s"
        """
            .formatted(name, command, uid, definition, decision, digest, comment);
    shop.create(client(), account.map(chat -> yaml + attested(chat)).orElse(yaml));
    return name;
  }

  private KubernetesClient client() {
    if (account.isPresent()) {
      return Cluster.asGateway();
    }
    String[] parts = username.split(":", -1);
    return username.startsWith("system:serviceaccount:")
        ? Cluster.asServiceAccount(parts[2], parts[3])
        : Cluster.as(username);
  }

  private String attested(ChatAccount chat) {
    return """
      author: {username: %s, groups: ["system:authenticated"]}
      origin: {platform: slack, workspace: %s, channel: C1, user: %s, intent: "%s"}
    """
        .formatted(username, chat.workspace(), chat.user(), UUID.randomUUID())
        .indent(0);
  }

  /// Waits until somebody was told whether their decision counts.
  public static void awaitCounted(
      TestNamespace shop, String decision, String status, String reason) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          CommandDecision stored = stored(shop, decision);
          Assertions.assertThat(counted(stored).map(c -> c.status().name() + " " + c.reason()))
              .as(() -> Serialization.asYaml(stored))
              .contains(status.toUpperCase(Locale.ROOT) + " " + reason);
        });
  }

  /// What somebody was told about their decision, in one word; empty before.
  public static String reason(TestNamespace shop, String decision) {
    return counted(stored(shop, decision)).map(Condition::reason).orElse("");
  }

  private static CommandDecision stored(TestNamespace shop, String decision) {
    return Cluster.admin()
        .resources(CommandDecision.class)
        .inNamespace(shop.name())
        .withName(decision)
        .get();
  }

  private static Optional<Condition> counted(CommandDecision decision) {
    return decision.getStatus() == null
        ? Optional.empty()
        : Condition.find(decision.getStatus().conditions(), "Counted");
  }
}
