package dev.chatops.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the chart carries as copies: path in `files/` → content.
///
/// Whatever is added to `manifests/install` becomes part of the chart this way. A file whose
/// content depends on values gets a template and a place in [#TEMPLATES].
final class ChartFiles {

  static final Path CHART = Path.of("helm/chatops-operator");

  /// Files of `manifests/install` that the chart has a template for.
  private static final Set<String> TEMPLATES =
      Set.of(
          "20.ServiceAccount.chatops-operator.yaml",
          "23.ClusterRole.chatops-operator-runners.yaml",
          "60.Deployment.chatops-operator.yaml",
          "70.Deployment.chatops-gateway.yaml",
          "80.Deployment.chatops-console.yaml");

  private ChartFiles() {}

  static Map<Path, String> expected() {
    var copies = new TreeMap<Path, String>();
    for (Path file : yamlIn("crds")) {
      copies.put(Path.of("crds").resolve(file.getFileName()), read(file));
    }
    for (Path file : yamlIn("manifests/admission-1.36")) {
      copies.put(Path.of("admission-1.36").resolve(file.getFileName()), read(file));
    }
    for (Path file : yamlIn("manifests/install")) {
      String name = file.getFileName().toString();
      // Helm itself creates the namespace of a release.
      if (!TEMPLATES.contains(name) && !name.contains(".Namespace.")) {
        String folder = name.contains("AdmissionPolicy") ? "admission" : "install";
        copies.put(Path.of(folder, name), read(file));
      }
    }
    return copies;
  }

  static Map<Path, String> carried() {
    var copies = new TreeMap<Path, String>();
    try (var files = Files.walk(CHART.resolve("files"))) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> copies.put(CHART.resolve("files").relativize(file), read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copies;
  }

  /// Makes the chart carry what is expected, and nothing else.
  static void write() throws IOException {
    Path folder = CHART.resolve("files");
    for (Path file : carried().keySet()) {
      Files.delete(folder.resolve(file));
    }
    for (var copy : expected().entrySet()) {
      Path file = folder.resolve(copy.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, copy.getValue());
    }
  }

  private static Iterable<Path> yamlIn(String folder) {
    try (var files = Files.list(Path.of(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
