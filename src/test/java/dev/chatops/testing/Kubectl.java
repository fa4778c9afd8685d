package dev.chatops.testing;

import java.util.List;

/// What a command-line program answered.
///
/// @param output standard output and standard error together
public record Kubectl(List<String> command, int exitCode, String output) {

  public boolean succeeded() {
    return exitCode == 0;
  }

  public Kubectl orFail() {
    if (!succeeded()) {
      throw new AssertionError(String.join(" ", command) + "\n" + output);
    }
    return this;
  }
}
