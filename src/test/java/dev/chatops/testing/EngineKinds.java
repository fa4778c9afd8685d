package dev.chatops.testing;

import dev.chatops.api.v1alpha1.Engine;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Kinds of the engines that presets speak of: group, version, scope and subresources are those of
/// the real ones, and of what the engines do the tests play their part.
public final class EngineKinds {

  private EngineKinds() {}

  /// They are served when this returns.
  public static void install() {
    Stream.of(Engine.values())
        .flatMap(EngineKinds::of)
        .forEach(definition -> {
          var crd = Cluster.admin().resource(definition);
          crd.serverSideApply();
          crd.waitUntilCondition(EngineKinds::established, 30, TimeUnit.SECONDS);
        });
  }

  private static boolean established(CustomResourceDefinition crd) {
    // Right after its creation it has a status without conditions.
    return Stream.ofNullable(crd.getStatus())
        .map(CustomResourceDefinitionStatus::getConditions)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  private static Stream<CustomResourceDefinition> of(Engine engine) {
    return Stream.of(read(engine).split("(?m)^---$", -1))
        .map(yaml ->
            Cluster.admin()
                .getKubernetesSerialization()
                .unmarshal(yaml, CustomResourceDefinition.class));
  }

  private static String read(Engine engine) {
    String file = "engines/" + engine.word().toLowerCase(Locale.ROOT) + ".yaml";
    try (InputStream yaml = EngineKinds.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(yaml, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
