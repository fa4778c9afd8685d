package dev.chatops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the console's account may do by itself: read what it shows.
class ConsoleRightsIT {

  private final KubernetesClient console = Cluster.asConsole();
  private final TestNamespace shop = Cluster.namespace();

  @Test
  void consoleReadsCommandsAndWritesNone() {
    assertThatCode(() -> console.resources(ChatCommand.class).inNamespace(shop.name()).list())
        .doesNotThrowAnyException();
    assertThat(
            Refusal.of(() ->
                    shop.create(
                        console,
                        """
                        apiVersion: chatops.dev/v1alpha1
                        kind: ChatCommand
                        metadata: {name: of-its-own}
                        spec: {command: restart-web}
                        """))
                .by())
        .isEqualTo("RBAC");
    assertThat(
            Refusal.of(() ->
                    shop.create(
                        console,
                        """
                        apiVersion: chatops.dev/v1alpha1
                        kind: CommandDecision
                        metadata: {name: of-its-own}
                        spec: {command: a, commandUid: b, definition: c, decision: Cancel}
                        """))
                .by())
        .isEqualTo("RBAC");
  }

  @Test
  void consoleReadsNoSecretButThatOfItsCookies() {
    var ours = console.secrets().inNamespace("chatops-system");

    assertThat(ours.withName("chatops-console").get()).isNotNull();
    assertThat(Refusal.of(() -> ours.withName("chatops-signing").get()).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(ours::list).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(() -> console.secrets().inNamespace(shop.name()).list()).by())
        .isEqualTo("RBAC");
  }

  /// What belongs to the cluster is read with the token of whoever looks.
  @Test
  void consoleReadsNoWindowNoConnectionAndNoNamespace() {
    for (Class<? extends HasMetadata> kind :
        List.of(FreezeWindow.class, ChatWorkspace.class, Namespace.class)) {
      assertThat(Refusal.of(() -> console.resources(kind).list()).by())
          .as(kind.getSimpleName())
          .isEqualTo("RBAC");
    }
    assertThat(
            Refusal.of(() -> console.resources(ChatChannel.class).inNamespace(shop.name()).list())
                .by())
        .isEqualTo("RBAC");
  }
}
