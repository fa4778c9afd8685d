package dev.chatops.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// The CustomResourceDefinitions that come with a program of `tools/backups`.
final class PeerDefinitions {

  private final List<CustomResourceDefinition> all;

  private PeerDefinitions(List<CustomResourceDefinition> all) {
    this.all = all;
  }

  /// Builds the programs where this was not done before.
  static PeerDefinitions install(String program) {
    backups("prepare");
    var definitions = new PeerDefinitions(read(program));
    definitions.all.forEach(
        each -> Cluster.admin().resource(each).forceConflicts().serverSideApply());
    Awaitility.await("objects can be made by the definitions of " + program)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> definitions.all.stream().allMatch(each -> objects(each) != null));
    return definitions;
  }

  private static List<CustomResourceDefinition> read(String program) {
    try (var files = Files.list(Path.of(backups("crds", program)))) {
      return files.map(PeerDefinitions::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String backups(String... arguments) {
    var command = new ArrayList<>(List.of("tools/backups/backups"));
    command.addAll(List.of(arguments));
    return Program.run(command).orFail().output().strip();
  }

  private static CustomResourceDefinition parse(Path file) {
    try {
      return Serialization.unmarshal(Files.readString(file, UTF_8), CustomResourceDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<GenericKubernetesResource> objects(CustomResourceDefinition definition) {
    return Cluster.admin()
        .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(definition))
        .inAnyNamespace()
        .list()
        .getItems();
  }

  /// With all objects of theirs, for whose finalizers nobody is there any more.
  void remove() {
    all.stream().flatMap(each -> objects(each).stream()).forEach(PeerDefinitions::release);
    all.forEach(each -> Cluster.admin().resource(each).delete());
    Awaitility.await("the definitions are gone")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> all.stream().allMatch(each -> Cluster.admin().resource(each).get() == null));
  }

  private static void release(GenericKubernetesResource object) {
    if (!object.getFinalizers().isEmpty()) {
      Cluster.admin()
          .resource(object)
          .edit(each -> {
            each.getMetadata().setFinalizers(List.of());
            return each;
          });
    }
  }
}
