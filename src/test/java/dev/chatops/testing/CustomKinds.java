package dev.chatops.testing;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Kinds of other people's controllers: group, version, scope, subresources and the keys of lists
/// are those of the real ones, and of what the controllers do the tests play their part.
public final class CustomKinds {

  private CustomKinds() {}

  /// They are served when this returns.
  ///
  /// @param yaml one or more CustomResourceDefinitions
  public static void install(String yaml) {
    Stream.of(yaml.split("(?m)^---$", -1))
        .map(one ->
            Cluster.admin()
                .getKubernetesSerialization()
                .unmarshal(one, CustomResourceDefinition.class))
        .forEach(definition -> {
          var crd = Cluster.admin().resource(definition);
          crd.serverSideApply();
          crd.waitUntilCondition(CustomKinds::established, 30, TimeUnit.SECONDS);
        });
  }

  /// cert-manager and Argo Rollouts, which take orders in the status.
  public static void installControllers() {
    install(read("controllers/cert-manager.yaml"));
    install(read("controllers/argo-rollouts.yaml"));
  }

  private static boolean established(CustomResourceDefinition crd) {
    // Right after its creation it has a status without conditions.
    return Stream.ofNullable(crd.getStatus())
        .map(CustomResourceDefinitionStatus::getConditions)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  static String read(String file) {
    try (InputStream yaml = CustomKinds.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(yaml, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
