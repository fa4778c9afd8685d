package dev.chatops.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// The packaged operator, or gateway, as a process of its own, under the account that it is shipped
/// with.
///
/// Started by [OperatorProcesses], which ends it after the test.
public final class OperatorProcess {

  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://\\S+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String name;
  private final Process process;
  private final Path log;

  private OperatorProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static OperatorProcess start(
      Path folder, String name, String role, Path kubeconfig, boolean elected) {
    return start(folder, name, role, kubeconfig, elected, "0", Map.of());
  }

  /// @param port that it listens on; 0 for any
  /// @param settings beyond those that it is shipped with
  static OperatorProcess start(
      Path folder,
      String name,
      String role,
      Path kubeconfig,
      boolean elected,
      String port,
      Map<String, String> settings) {
    Path log = folder.resolve(name + ".log");
    var command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    command.environment().putAll(ShippedSettings.ofTheOperator());
    command.environment().putAll(settings);
    command.environment().put("KUBECONFIG", kubeconfig.toString());
    command.environment().put("CHATOPS_ROLES", role);
    command.environment().put("HOSTNAME", name);
    command.environment().put("CHATOPS_LEADER_ELECTION", String.valueOf(elected));
    command.environment().put("QUARKUS_HTTP_PORT", port);
    try {
      return new OperatorProcess(name, command.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until its readiness probe succeeds.
  public OperatorProcess awaitReady() {
    Awaitility.await("operator is ready")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("it has ended", () -> !process.isAlive())
        .until(this::isReady);
    return this;
  }

  public boolean isReady() {
    return probe("ready") == 200;
  }

  public boolean isLive() {
    return probe("live") == 200;
  }

  /// Where it listens, such as `http://127.0.0.1:40123`; empty while it does not.
  public Optional<String> address() {
    return ADDRESS.matcher(log()).results().map(found -> found.group(1)).findFirst();
  }

  /// Status code of a probe; 0 while it does not listen.
  private int probe(String name) {
    Optional<String> address = address();
    if (address.isEmpty()) {
      return 0;
    }
    var request =
        java.net.http.HttpRequest.newBuilder(URI.create(address.get() + "/q/health/" + name))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// SIGKILL: it can do nothing more, not even say good-bye.
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /// SIGTERM, as Kubernetes sends it.
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  /// SIGSTOP: it stands still and keeps all its connections.
  public void pause() {
    signal("STOP");
  }

  /// SIGCONT: it goes on as if no time had passed.
  public void goOn() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int exit = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + signal + " exits with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Waits until it has ended.
  ///
  /// @return its exit code
  public int awaitEnd() {
    Awaitility.await("operator has ended")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !process.isAlive());
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Whether its audit log names the command.
  public boolean actedOn(Shop shop, String command) {
    return log()
        .lines()
        .filter(line -> line.contains("\"namespace\":\"" + shop.namespace().name() + "\""))
        .anyMatch(line -> line.contains("\"name\":\"" + command + "\""));
  }

  public Heap heap() {
    return new Heap(process.pid());
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its host name, with which its identity as a leader begins.
  public String name() {
    return name;
  }
}
