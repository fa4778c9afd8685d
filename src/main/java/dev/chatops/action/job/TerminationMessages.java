package dev.chatops.action.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Excerpt;
import dev.chatops.output.Legible;
import dev.chatops.output.Redaction;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the containers of a pod left when they ended, by name: the members of a JSON object, or the
/// whole text as `message`. Legible, redacted, and as many and as long as a status takes.
public final class TerminationMessages {

  private static final int MOST = 32;
  private static final int LONGEST_NAME = 63;
  private static final ObjectMapper JSON = new ObjectMapper();

  private TerminationMessages() {}

  /// Empty where none was left.
  public static Map<String, String> of(JsonNode pod) {
    var result = new TreeMap<String, String>();
    Stream.of("initContainerStatuses", "containerStatuses")
        .flatMap(list -> pod.path("status").path(list).valueStream())
        .map(status -> status.at("/state/terminated/message").asText())
        .filter(message -> !message.isBlank())
        .forEach(message ->
            members(message)
                .forEach((name, value) -> {
                  if (result.size() < MOST) {
                    result.put(Excerpt.of(name, LONGEST_NAME), fit(name, value));
                  }
                }));
    return result;
  }

  private static Map<String, String> members(String message) {
    try {
      if (JSON.readTree(message) instanceof ObjectNode object) {
        var members = new TreeMap<String, String>();
        object
            .properties()
            .forEach(member ->
                members.put(
                    member.getKey(),
                    member.getValue().isValueNode()
                        ? member.getValue().asText()
                        : member.getValue().toString()));
        return members;
      }
      return Map.of("message", message);
    } catch (JsonProcessingException noJson) {
      return Map.of("message", message);
    }
  }

  /// By its name a value may be known for a secret.
  private static String fit(String name, String value) {
    return Excerpt.of(Redaction.of(name, Legible.lines(value)), Excerpt.VALUE);
  }
}
