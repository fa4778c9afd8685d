package dev.chatops.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The YAML that is shipped, and YAML as people write it in a test.
public final class Manifests {

  private static final Path ROOT = Path.of("manifests");

  private Manifests() {}

  /// The files of a folder of `manifests/` and of those below it, one object each, in the order of
  /// their names.
  public static List<Path> files(String folder) {
    try (var files = Files.walk(ROOT.resolve(folder))) {
      return files
          .filter(f -> f.toString().endsWith(".yaml"))
          .filter(f -> !f.endsWith("kustomization.yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As it is written, so that a test can say what the API records could not.
  public static GenericKubernetesResource parse(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }

  public static JsonNode tree(String yaml) {
    return Serialization.unmarshal(yaml, JsonNode.class);
  }

  public static ResourceDefinitionContext contextOf(Class<? extends HasMetadata> type) {
    return ResourceDefinitionContext.fromResourceType(type);
  }
}
