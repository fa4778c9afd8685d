package dev.chatops.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.chatops.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Objects as YAML and the answers of planners, for tests of actions.
public final class Given {
  public static final String COMMAND_UID = "c0ffee00-0000-4000-8000-000000000001";
  public static final Instant STARTED_AT = Instant.parse("2026-01-31T12:34:56Z");

  public static final Facts.Order ORDER =
      new Facts.Order(COMMAND_UID, Duration.ofMinutes(15), Duration.ofDays(14), false);

  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));

  private Given() {}

  public static JsonNode json(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(yaml, wrong);
    }
  }

  public static Workload workload(String yaml) {
    return new Workload(json(yaml));
  }

  /// The facts of an action that looks at its target alone.
  public static Facts facts(Workload target) {
    return new Facts(ORDER, STARTED_AT, target, null, List.of(), List.of());
  }

  public static Facts facts(Workload target, JsonNode scale, String... autoscalers) {
    return new Facts(ORDER, STARTED_AT, target, scale, List.of(autoscalers), List.of());
  }

  public static Facts facts(Workload target, List<JsonNode> revisions) {
    return new Facts(ORDER, STARTED_AT, target, null, List.of(), revisions);
  }

  public static Plan planned(Planning planning) {
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    return ((Planning.Planned) planning).plan();
  }

  public static Planning refused(Reason reason, String message) {
    return new Planning.Refused(reason, message);
  }

  /// The operations of an effect, one a line, such as `test /metadata/uid "u-1"`.
  public static List<String> operations(Effect effect) {
    return ((Effect.Patch) effect)
        .operations()
        .valueStream()
        .map(o ->
            "%s %s %s".formatted(o.path("op").asText(), o.path("path").asText(), o.get("value")))
        .toList();
  }
}
