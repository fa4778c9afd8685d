package dev.chatops.action.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Excerpt;
import dev.chatops.output.Redaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Kubernetes Events of an object and its pods, one a line, the newest last.
public record EventList(List<JsonNode> events, Instant now) {

  public String text(int most) {
    List<JsonNode> sorted = events.stream().sorted(Comparator.comparing(EventList::at)).toList();
    return String.join(
        "\n", sorted.stream().skip(Math.max(0, sorted.size() - most)).map(this::line).toList());
  }

  private String line(JsonNode event) {
    long count = event.path("count").asLong(1);
    return "%-4s %-7s %s %s/%s: %s%s"
        .formatted(
            Age.of(at(event), now),
            event.path("type").asText(),
            event.path("reason").asText(),
            event.at("/involvedObject/kind").asText().toLowerCase(Locale.ROOT),
            event.at("/involvedObject/name").asText(),
            Excerpt.of(Redaction.of(event.path("message").asText()), Excerpt.SENTENCE),
            count > 1 ? " (" + count + " times)" : "");
  }

  /// When it was seen last; newer Events have another field for it.
  private static Instant at(JsonNode event) {
    return Stream.of("lastTimestamp", "eventTime", "firstTimestamp")
        .map(field -> event.path(field).asText())
        .filter(time -> !time.isEmpty())
        .findFirst()
        .map(Instant::parse)
        .orElse(Instant.EPOCH);
  }
}
