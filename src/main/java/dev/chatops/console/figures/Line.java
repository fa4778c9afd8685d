package dev.chatops.console.figures;

import org.jspecify.annotations.Nullable;

/// The figures of one command.
///
/// @param strip null where none went well
public record Line(
    String namespace, String command, Outcomes outcomes, Bars bars, @Nullable Strip strip) {

  /// Median and 95 of 100 on the scale of the table.
  public record Strip(Durations took, int median, int most) {}

  /// The list of commands, with these in it.
  public String path() {
    return "/console/c/%s/commands?command=%s".formatted(namespace, command);
  }
}
