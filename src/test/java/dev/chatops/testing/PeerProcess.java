package dev.chatops.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A program of somebody else's on the test run's control plane, as its administrator: what
/// `tools/backups/backups` runs. Its log is in `target/peers`.
final class PeerProcess implements AutoCloseable {

  private static final Path FOLDER = Path.of("target/peers", Cluster.NAME);

  private final String name;
  private final Process process;
  private final Path log;

  private PeerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /// @param arguments of `tools/backups/backups`, the first of which is its name
  static PeerProcess start(String... arguments) {
    try {
      Files.createDirectories(FOLDER);
      Path log = FOLDER.resolve(arguments[0] + ".log");
      var command = new ProcessBuilder("tools/backups/backups");
      command.command().addAll(List.of(arguments));
      command.environment().put("KUBECONFIG", Cluster.adminKubeconfig().toString());
      command.redirectErrorStream(true).redirectOutput(log.toFile());
      return new PeerProcess(arguments[0], command.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it has printed something.
  Matcher awaitOutput(Pattern text) {
    return Awaitility.await(name + " says " + text)
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .failFast(name + " has ended", () -> !process.isAlive())
        .until(
            () -> Optional.of(text.matcher(Files.readString(log))).filter(Matcher::find),
            Optional::isPresent)
        .orElseThrow();
  }

  /// SIGSTOP: it answers nothing and keeps all its connections.
  void pause() {
    signal("STOP");
  }

  /// SIGCONT.
  void goOn() {
    signal("CONT");
  }

  private void signal(String signal) {
    Program.run(List.of("kill", "-" + signal, "" + process.pid())).orFail();
  }

  /// SIGKILL, also where it stands still.
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
