package dev.chatops.docs;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.TestNamespace;
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

    assertThatCode(() -> shop.create(Cluster.admin(), yaml)).doesNotThrowAnyException();
  }
}
