package dev.chatops.bench;

import dev.chatops.testing.ShippedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged operator, gateway or console, as a process of its own, with the rights that it is shipped
/// with.
final class OperatorProcess implements AutoCloseable {

  private static final Path APPLICATION = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final Path LOGS = Path.of("target/bench");
  private static final String ACCOUNT = "system:serviceaccount:chatops-system:chatops-";

  /// Last line of a histogram: instances, bytes.
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private final Process process;
  private final int port;
  private final Duration startedIn;

  private OperatorProcess(Process process, int port, Duration startedIn) {
    this.process = process;
    this.port = port;
    this.startedIn = startedIn;
  }

  /// Blocks until it says that it is ready.
  ///
  /// @param options of the JVM
  static OperatorProcess start(String... options) {
    return start("operator", List.of(options));
  }

  /// Writes what a JVM learns while it starts.
  static void learn(Path cache) {
    try {
      Files.createDirectories(LOGS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // With other flags a JVM would not take it.
    String flags = "JDK_JAVA_OPTIONS=" + ShippedSettings.ofTheOperator().get("JDK_JAVA_OPTIONS");
    var _ = Tool.run("env", flags, "tools/aot", JAVA, APPLICATION.toString(), cache.toString());
  }

  /// Blocks until it is connected to every workspace.
  static OperatorProcess startGateway() {
    return start("gateway", List.of());
  }

  /// Blocks until it has read its keys.
  static OperatorProcess startConsole() {
    return start("console", List.of());
  }

  private static OperatorProcess start(String role, List<String> options) {
    String kubeconfig = Tool.cluster("kubeconfig", "--as", ACCOUNT + role);
    Path log = LOGS.resolve(role + ".log");
    int port = freePort();
    var command = new ArrayList<String>();
    command.add(JAVA);
    command.addAll(options);
    command.addAll(List.of("-jar", APPLICATION.toString()));
    try {
      Files.createDirectories(LOGS);
      var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(ShippedSettings.ofTheOperator());
      builder.environment().put("KUBECONFIG", kubeconfig);
      builder.environment().put("CHATOPS_ROLES", role);
      builder.environment().put("CHATOPS_LEADER_ELECTION", "false");
      builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
      long begun = System.nanoTime();
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      awaitReady(process, port, log);
      return new OperatorProcess(process, port, Duration.ofNanos(System.nanoTime() - begun));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitReady(Process process, int port, Path log) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        if (!process.isAlive()) {
          throw new IllegalStateException("it ended; see " + log);
        }
        try {
          if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // it does not listen yet
        }
        process.waitFor(10, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Where it listens, such as `http://127.0.0.1:40123`.
  String address() {
    return "http://127.0.0.1:" + port;
  }

  /// From the start of the process to its own word that it is ready.
  Duration startedIn() {
    return startedIn;
  }

  double residentMegabytes() {
    return Long.parseLong(Tool.run("ps", "-o", "rss=", "-p", pid())) / 1024.0;
  }

  /// Processor time that it has used so far.
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Bytes of all objects that are reachable, after a full collection.
  long liveBytes() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Matcher total = TOTAL.matcher(Tool.run(jcmd, pid(), "GC.class_histogram"));
    if (!total.find()) {
      throw new IllegalStateException("no histogram");
    }
    return Long.parseLong(total.group(1));
  }

  private String pid() {
    return Long.toString(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
