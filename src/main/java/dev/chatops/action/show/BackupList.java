package dev.chatops.action.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Excerpt;
import dev.chatops.engine.Point;
import dev.chatops.output.Redaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Restore points, one a line, the newest first.
///
/// @param points of all that was saved
/// @param of what is asked for
public record BackupList(List<JsonNode> points, Point point, String of, Instant now) {

  private static final int MOST = 30;

  public String text() {
    List<JsonNode> own =
        points.stream()
            .filter(object -> point.isOf(object, of))
            .sorted(Comparator.comparing(BackupList::created).reversed())
            .toList();
    String shown = own.stream().limit(MOST).map(this::line).collect(Collectors.joining("\n"));
    return own.size() > MOST ? shown + "\nand " + (own.size() - MOST) + " older" : shown;
  }

  private String line(JsonNode object) {
    Stream<String> more =
        point.shows().stream()
            .map(pointer -> object.at(pointer).asText())
            .filter(text -> !text.isEmpty() && !text.equals("null"))
            .map(text -> Excerpt.of(Redaction.of(text), 60));
    return Stream.concat(
            Stream.of(
                "%-4s".formatted(Age.of(created(object), now)),
                object.at("/metadata/name").asText()),
            more)
        .collect(Collectors.joining("  "));
  }

  private static Instant created(JsonNode object) {
    return Instant.parse(object.at("/metadata/creationTimestamp").asText());
  }
}
