package dev.chatops.testing;

import dev.chatops.api.v1alpha1.Engine;
import java.util.Locale;
import java.util.stream.Stream;

/// Kinds of the engines that presets speak of.
public final class EngineKinds {

  private EngineKinds() {}

  /// They are served when this returns.
  public static void install() {
    Stream.of(Engine.values())
        .map(engine -> "engines/" + engine.word().toLowerCase(Locale.ROOT) + ".yaml")
        .map(CustomKinds::read)
        .forEach(CustomKinds::install);
  }
}
