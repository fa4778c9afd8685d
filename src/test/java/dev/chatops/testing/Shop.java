package dev.chatops.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/// The shipped example shop in a namespace of its own, and what alice asks there; [Shops] opens
/// them.
public record Shop(TestNamespace namespace) {

  private static final Map<String, String> ARGUMENTS =
      Map.of("scale-web", "replicas: \"+1\"", "restart-web", "", "deploy-web", "tag: 1.4.2");

  void awaitReady() {
    Awaitility.await("three pods of web are ready")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> web().getStatus().getReadyReplicas() == 3);
    namespace.awaitAllowed("alice", "run", "deploy-web");
  }

  /// From now on a rollout of web takes at least so long.
  ///
  /// @param seconds that a new pod must have been ready
  public void slowDown(int seconds) {
    Cluster.admin()
        .resource(web())
        .edit(web -> {
          web.getSpec().setMinReadySeconds(seconds);
          return web;
        });
  }

  public Deployment web() {
    return namespace.deployment("web");
  }

  public ChatCommand command(String name) {
    return namespace.command(name);
  }

  /// Alice asks for `scale-web` (one more), `restart-web` or `deploy-web` (1.4.2).
  public void ask(String name, String command) {
    ask(name, command, ARGUMENTS.get(command));
  }

  public void askForReplicas(String name, int replicas) {
    ask(name, "scale-web", "replicas: " + replicas);
  }

  private void ask(String name, String command, String arguments) {
    namespace.create(
        Cluster.as("alice"),
        """
        apiVersion: chatops.dev/v1alpha1
        kind: ChatCommand
        metadata: {name: %s}
        spec:
          command: %s
          args: {%s}
        """
            .formatted(name, command, arguments));
  }

  /// How many commands of this shop have not ended.
  public long unfinished() {
    return Cluster.admin()
        .resources(ChatCommand.class)
        .inNamespace(namespace.name())
        .withField("status.finishedAt", "")
        .list()
        .getItems()
        .size();
  }

  /// A write of web's spec, counted by the API server, and the effect it was to have.
  public void assertOneEffectOf(String command, Deployment before, String why) {
    Deployment after = web();
    assertThat(after.getMetadata().getGeneration())
        .as(why)
        .isEqualTo(before.getMetadata().getGeneration() + 1);
    if (command.equals("scale-web")) {
      assertThat(after.getSpec().getReplicas()).as(why).isEqualTo(4);
    }
    if (command.equals("deploy-web")) {
      assertThat(after.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
          .as(why)
          .endsWith(":1.4.2");
    }
  }
}
