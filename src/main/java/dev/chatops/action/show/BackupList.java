package dev.chatops.action.show;

import dev.chatops.action.Excerpt;
import dev.chatops.engine.Saved;
import dev.chatops.output.Redaction;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Restore points, one a line, the newest first.
///
/// @param points the newest
/// @param all how many there are
public record BackupList(List<Saved> points, int all, Instant now) {

  /// More are not told.
  public static final int MOST = 30;

  public String text() {
    String shown = points.stream().map(this::line).collect(Collectors.joining("\n"));
    int older = all - points.size();
    return older > 0 ? shown + "\nand " + older + " older" : shown;
  }

  private String line(Saved point) {
    Stream<String> more =
        Stream.concat(
            point.shows().stream().map(text -> Excerpt.of(Redaction.of(text), 60)),
            Stream.of(word(point.state())).filter(word -> !word.isEmpty()));
    return Stream.concat(Stream.of("%-4s".formatted(Age.of(point.at(), now)), point.name()), more)
        .collect(Collectors.joining("  "));
  }

  private static String word(Saved.State state) {
    return switch (state) {
      case USABLE -> "";
      case PARTIAL -> "(a part only)";
      case GOING_ON -> "(has not ended)";
      case FAILED -> "(failed)";
      case UNFIT -> "(cannot be restored from)";
    };
  }
}
