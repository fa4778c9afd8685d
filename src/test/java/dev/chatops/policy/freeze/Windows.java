package dev.chatops.policy.freeze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatops.api.v1alpha1.AllowedCommandSpec.FreezePolicy;
import dev.chatops.api.v1alpha1.FreezeWindowSpec;
import java.util.Map;

/// Windows as people write them.
final class Windows {
  private static final YAMLMapper YAML = new YAMLMapper();

  static final Attempt DEPLOY_WEB =
      new Attempt(Map.of("env", "prod"), "deploy-web", "deploy", FreezePolicy.RESPECT);

  private Windows() {}

  /// @param spec YAML in braces, without `spec:`
  static Window window(String name, String spec) {
    try {
      return Window.compile(name, YAML.readValue(spec, FreezeWindowSpec.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(spec, e);
    }
  }

  static Window window(String schedule, String duration, String zone) {
    return window(
        "window",
        "{schedule: '%s', duration: %s, timeZone: %s}".formatted(schedule, duration, zone));
  }

  /// A weekday evening in Berlin to the next morning, with more said about it.
  static Window nightly(String more) {
    return window(
        "nightly",
        "{schedule: '0 20 * * *', duration: 10h, timeZone: Europe/Berlin, %s}".formatted(more));
  }
}
