package dev.chatops.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChartFilesTest {

  @Test
  void chartCarriesExactCopies() throws IOException {
    if (Boolean.getBoolean("chatops.update")) {
      ChartFiles.write();
    }

    Map<Path, String> carried = ChartFiles.carried();

    assertThat(carried.keySet())
        .as("files of the chart; `make chart` writes them anew")
        .isEqualTo(ChartFiles.expected().keySet());
    ChartFiles.expected()
        .forEach((file, content) ->
            assertThat(carried.get(file))
                .as("%s; `make chart` writes it anew", file)
                .isEqualTo(content));
  }

  /// A value that nobody can find is none.
  @Test
  void everyValueIsInTheSchemaAndInTheTable() throws IOException {
    var values = Manifests.tree(Files.readString(ChartFiles.CHART.resolve("values.yaml")));
    var schema = Manifests.tree(Files.readString(ChartFiles.CHART.resolve("values.schema.json")));
    String readme = Files.readString(ChartFiles.CHART.resolve("README.md"));

    Set<String> described = names(schema.path("properties").fieldNames());
    described.removeAll(Set.of("global", "enabled"));
    assertThat(names(values.fieldNames())).isEqualTo(described);
    for (String name : described) {
      assertThat(readme).as("table of values").containsPattern("(?m)^\\|.*`" + name + "[`.]");
    }
  }

  @Test
  void chartIsOfTheVersionThatTheManifestsInstall() throws IOException {
    var chart = Manifests.tree(Files.readString(ChartFiles.CHART.resolve("Chart.yaml")));
    String deployment =
        Files.readString(Path.of("manifests/install/60.Deployment.chatops-operator.yaml"));

    assertThat(deployment).contains("chatops-operator:" + chart.path("appVersion").asText() + "\n");
  }

  private static Set<String> names(Iterator<String> fields) {
    var names = new TreeSet<String>();
    fields.forEachRemaining(names::add);
    return names;
  }
}
