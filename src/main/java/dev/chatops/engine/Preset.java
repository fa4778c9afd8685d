package dev.chatops.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.chatops.api.v1alpha1.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How one engine is asked, and how its answers are read.
///
/// @param install what brings it, for people who do not have it
public record Preset(String install, Procedure backup, Procedure restore) {

  private static final Map<Engine, Preset> ALL =
      Stream.of(Engine.values())
          .collect(
              Collectors.toMap(
                  engine -> engine, Preset::read, (a, b) -> a, () -> new EnumMap<>(Engine.class)));

  public static Preset of(Engine engine) {
    return Objects.requireNonNull(ALL.get(engine));
  }

  /// Of `velero.yaml` for Velero.
  private static Preset read(Engine engine) {
    String file = engine.word().toLowerCase(Locale.ROOT) + ".yaml";
    try (InputStream yaml = Preset.class.getResourceAsStream(file)) {
      return new ObjectMapper(new YAMLFactory())
          .readValue(Objects.requireNonNull(yaml, file), Preset.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
