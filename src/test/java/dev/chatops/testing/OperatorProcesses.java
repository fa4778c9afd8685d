package dev.chatops.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Starts operators as processes, ends them after each test, or where it is a static field after
/// the last, and prints the end of their logs when a test failed.
public final class OperatorProcesses
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private static final Path FOLDER = Path.of("target/operators", Cluster.NAME);
  private static final int LINES = 60;

  private final List<OperatorProcess> started = new ArrayList<>();
  private boolean ofTheClass;

  /// The only one that acts.
  public OperatorProcess start(String name) {
    return start(name, Cluster.operatorKubeconfig(), false);
  }

  /// The same, which reaches the API server only through the proxy.
  public OperatorProcess start(String name, FaultyProxy way) {
    return start(name, through(name, Cluster.operatorKubeconfig(), way), false);
  }

  /// One of several that elect a leader.
  public OperatorProcess startElected(String name) {
    return start(name, Cluster.operatorKubeconfig(), true);
  }

  public OperatorProcess startElected(String name, FaultyProxy way) {
    return start(name, through(name, Cluster.operatorKubeconfig(), way), true);
  }

  /// The chat gateway.
  public OperatorProcess startGateway(String name) {
    return start(name, "gateway", Cluster.gatewayKubeconfig(), true);
  }

  /// The same, which reaches the API server only through the proxy.
  public OperatorProcess startGateway(String name, FaultyProxy way) {
    return start(name, "gateway", through(name, Cluster.gatewayKubeconfig(), way), true);
  }

  /// The web console.
  public OperatorProcess startConsole(String name) {
    return start(name, "console", Cluster.consoleKubeconfig(), true);
  }

  /// The same in the place of another that has ended.
  public OperatorProcess startConsole(String name, String port) {
    return startConsole(name, port, Map.of());
  }

  /// @param port that it listens on
  /// @param settings beyond those that it is shipped with
  public OperatorProcess startConsole(String name, String port, Map<String, String> settings) {
    return start(name, "console", Cluster.consoleKubeconfig(), true, port, settings);
  }

  /// The same, which reaches the API server only through the proxy.
  public OperatorProcess startConsole(String name, FaultyProxy way) {
    return start(name, "console", through(name, Cluster.consoleKubeconfig(), way), true);
  }

  private OperatorProcess start(String name, Path kubeconfig, boolean elected) {
    return start(name, "operator", kubeconfig, elected);
  }

  private OperatorProcess start(String name, String role, Path kubeconfig, boolean elected) {
    return start(name, role, kubeconfig, elected, "0", Map.of());
  }

  private OperatorProcess start(
      String name,
      String role,
      Path kubeconfig,
      boolean elected,
      String port,
      Map<String, String> settings) {
    RunningOperator.awaitTrust();
    try {
      Files.createDirectories(FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var process = OperatorProcess.start(FOLDER, name, role, kubeconfig, elected, port, settings);
    started.add(process);
    return process;
  }

  private static Path through(String name, Path account, FaultyProxy way) {
    try {
      Files.createDirectories(FOLDER);
      String kubeconfig =
          Files.readString(account).replaceAll("server: \\S+", "server: " + way.url());
      return Files.writeString(FOLDER.resolve(name + ".kubeconfig"), kubeconfig);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Called for a static field only.
  @Override
  public void beforeAll(ExtensionContext context) {
    ofTheClass = true;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    for (OperatorProcess process : started) {
      if (context.getExecutionException().isPresent()) {
        List<String> lines = process.log().lines().toList();
        System.out.println("--- " + process.name());
        lines.stream().skip(Math.max(0, lines.size() - LINES)).forEach(System.out::println);
      }
    }
    if (!ofTheClass) {
      end();
    }
  }

  private void end() {
    started.forEach(OperatorProcess::kill);
    started.clear();
  }
}
