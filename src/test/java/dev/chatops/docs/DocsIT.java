package dev.chatops.docs;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocsIT {

  static List<String> blocks() throws IOException {
    return Documents.yamlBlocks();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void theApiServerTakesWhatTheDocumentationShows(String yaml) {
    TestNamespace shop = Cluster.namespace();
    KubernetesClient author = namesAlice(yaml) ? alice(shop) : Cluster.admin();

    // Without effect: what belongs to the whole cluster would stay.
    assertThatCode(() -> author.resource(shop.here(yaml)).dryRun().create())
        .doesNotThrowAnyException();
  }

  /// People are named by nobody but themselves.
  private static boolean namesAlice(String yaml) {
    return yaml.contains("  requester:\n    username: alice\n");
  }

  private static KubernetesClient alice(TestNamespace shop) {
    shop.applyExample("shop");
    shop.awaitAllowed("alice", "run", "restart-web");
    return Cluster.as("alice");
  }
}
