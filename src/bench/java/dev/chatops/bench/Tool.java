package dev.chatops.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// A command-line program that is run to its end.
final class Tool {

  private Tool() {}

  /// @return standard output
  /// @throws IllegalStateException when it fails
  static String run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(List.of(command) + " failed: " + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A subcommand of `tools/cluster/cluster` for the cluster of this run.
  static String cluster(String subcommand, String... arguments) {
    var command = new java.util.ArrayList<>(List.of("tools/cluster/cluster", subcommand, NAME));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private static final String NAME = System.getProperty("chatops.cluster", "bench");
}
