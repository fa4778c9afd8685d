package dev.chatops.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Manifests;
import dev.chatops.testing.OperatorProcesses;
import dev.chatops.testing.Program;
import dev.chatops.testing.ShippedSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The image holds what a JVM learned at a start without a cluster. JVMs with the flags of the
/// Deployments take it, others do without.
class AotCacheIT {

  private static final String OPTIONS = "JDK_JAVA_OPTIONS";

  @RegisterExtension final OperatorProcesses processes = new OperatorProcesses();

  @TempDir private Path folder;

  @Test
  void whatWasLearnedIsTakenWithTheFlagsOfTheDeployments() {
    String cache = folder.resolve("app.aot").toString();
    Program.run(
            List.of(
                "env",
                OPTIONS + "=" + flagsOfTheImage(),
                "tools/aot",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "target/quarkus-app/quarkus-run.jar",
                cache))
        .orFail();
    String shipped = ShippedSettings.ofTheOperator().get(OPTIONS);

    // With AOTMode=on a JVM that cannot take the cache ends.
    start("shipped", shipped + " -XX:AOTMode=on -XX:AOTCache=" + cache);
    start("other", "-XX:+UseParallelGC -XX:AOTCache=" + cache);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "60.Deployment.chatops-operator",
        "70.Deployment.chatops-gateway",
        "80.Deployment.chatops-console"
      })
  void theFlagsOfTheImageAreThoseOfTheDeployment(String file) {
    assertThat(Manifests.read(Path.of("manifests/install", file + ".yaml")).replaceAll("\\s+", " "))
        .contains(flagsOfTheImage());
  }

  private void start(String name, String options) {
    processes.startConsole(name, "0", Map.of(OPTIONS, options)).awaitReady();
  }

  private static String flagsOfTheImage() {
    var options =
        Pattern.compile(OPTIONS + "=\"([^\"]+)\"")
            .matcher(Manifests.read(Path.of("src/main/docker/Containerfile")));
    assertThat(options.find()).isTrue();
    return options.group(1);
  }
}
