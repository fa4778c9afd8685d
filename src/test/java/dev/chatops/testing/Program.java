package dev.chatops.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A command-line program that is run to its end.
public final class Program {

  private Program() {}

  public static Kubectl run(List<String> command) {
    try {
      // Through a file: a child that outlives the command would keep a pipe open.
      Path output = Files.createTempFile("chatops-", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(900, SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("no end after 15 minutes: " + command);
      }
      String text = Files.readString(output, UTF_8);
      Files.delete(output);
      return new Kubectl(List.copyOf(command), process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
