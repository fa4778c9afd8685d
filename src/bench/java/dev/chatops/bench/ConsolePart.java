package dev.chatops.bench;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// 500 people look at one namespace: what they cost the console, and how long after a status was
/// sent each of them is told, beside a bare watch that is told the same.
final class ConsolePart implements Part {

  private static final int SESSIONS = 50;
  private static final int STREAMS = 10;
  private static final int COMMANDS = 200;
  private static final int A_SECOND = 5;
  private static final long PATIENCE_SECONDS = 120;
  private static final String API = "chatops.dev/v1alpha1";
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  @Override
  public void run(Scene scene, Report report) throws Exception {
    TestNamespace shop = Cluster.namespace();
    shop.grant("alice", "chatops-viewer");
    for (int i = 0; i < COMMANDS; i++) {
      shop.create(scene.stage().asker(), command(i));
    }
    var bare = new ConcurrentHashMap<Long, Long>();
    try (OperatorProcess console = OperatorProcess.startConsole();
        Watch _ = watch(shop, bare);
        var audience = new Audience(console.address(), shop.name(), version(shop))) {
      audience.join(1, 1);
      double before = console.residentMegabytes();
      audience.join(SESSIONS, STREAMS);
      double joined = console.residentMegabytes();
      long cpu = console.cpu().toMillis();

      Map<Long, Long> sent = change(shop);
      audience.awaitVersion(sent.keySet().stream().max(Long::compare).orElseThrow(), PATIENCE_SECONDS);

      report(report, console, before, joined, console.cpu().toMillis() - cpu);
      report(report, delays(sent, bare), audience.delays(sent));
    }
  }

  private static void report(
      Report report, OperatorProcess console, double before, double joined, long cpu) {
    int viewers = SESSIONS * STREAMS;
    report.add(Row.figure("console", "resident memory, one viewer", before, "MB"));
    report.add(Row.figure("console", "resident memory, " + viewers + " more", joined, "MB"));
    report.add(
        Row.figure("console", "resident memory a viewer", (joined - before) * 1024 / viewers, "KB"));
    report.add(
        Row.figure("console", "resident memory after the changes", console.residentMegabytes(), "MB"));
    report.add(
        Row.figure("console", "CPU an event at a viewer", 1000.0 * cpu / COMMANDS / viewers, "µs"));
  }

  private static void report(Report report, Samples bare, Samples told) {
    report.add(
        Row.atMost(
            "console", "status sent → told, median", told.median(), bare.median(), "ms", Double.NaN));
    report.add(
        Row.atMost("console", "status sent → told, p99", told.p99(), bare.p99(), "ms", Double.NaN));
  }

  /// Of all that is stored now.
  private static String version(TestNamespace shop) {
    return Cluster.asOperator()
        .genericKubernetesResources(API, "ChatCommand")
        .inNamespace(shop.name())
        .list()
        .getMetadata()
        .getResourceVersion();
  }

  private static String command(int number) {
    return """
    apiVersion: chatops.dev/v1alpha1
    kind: ChatCommand
    metadata: {name: look-%d}
    spec: {command: scale-0, args: {target: web-0, replicas: "+1"}}
    """
        .formatted(number);
  }

  /// Writes one status after the other, at a steady rate, whoever is late.
  ///
  /// @return when each version was sent
  private static Map<Long, Long> change(TestNamespace shop) throws InterruptedException {
    var commands =
        Cluster.asOperator().genericKubernetesResources(API, "ChatCommand").inNamespace(shop.name());
    var sent = new ConcurrentHashMap<Long, Long>();
    long begun = System.nanoTime();
    for (int i = 0; i < COMMANDS; i++) {
      long due = begun + TimeUnit.SECONDS.toNanos(i) / A_SECOND;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      long now = System.nanoTime();
      GenericKubernetesResource stored =
          commands
              .withName("look-" + i)
              .subresource("status")
              .patch(
                  MERGE,
                  """
                  {"status": {"conditions": [{"type": "Succeeded", "status": "Unknown", "reason": "Running",
                   "message": "3 of 5 replicas are ready.", "observedGeneration": 1,
                   "lastTransitionTime": "2026-01-31T12:00:00Z"}]}}
                  """);
      sent.put(Long.parseLong(stored.getMetadata().getResourceVersion()), now);
    }
    return sent;
  }

  /// The floor: a client that only looks.
  private static Watch watch(TestNamespace shop, Map<Long, Long> seen) {
    return Cluster.asOperator()
        .genericKubernetesResources(API, "ChatCommand")
        .inNamespace(shop.name())
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, GenericKubernetesResource command) {
                seen.put(
                    Long.parseLong(command.getMetadata().getResourceVersion()), System.nanoTime());
              }

              @Override
              public void onClose(WatcherException cause) {
                throw new IllegalStateException("the floor's watch ended", cause);
              }
            });
  }

  private static Samples delays(Map<Long, Long> sent, Map<Long, Long> seen) {
    List<Long> delays = new ArrayList<>();
    sent.forEach((version, at) -> {
      Long then = seen.get(version);
      if (then == null) {
        throw new IllegalStateException("the floor was not told of version " + version);
      }
      delays.add(then - at);
    });
    return Samples.ofNanos(delays);
  }
}
