package dev.chatops.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// `make bench`, or one part of it by `make bench BENCH=name`.
public final class Bench {

  private static final int STORED = Integer.getInteger("bench.stored", 10_000);

  private static final int QUEUED = Integer.getInteger("bench.queued", 2000);

  private Bench() {}

  public static void main(String[] arguments) {
    String wanted = arguments.length == 0 ? "" : arguments[0];
    Map<String, Part> parts = parts();
    if (!wanted.isEmpty() && !wanted.equals("micro") && !parts.containsKey(wanted)) {
      System.err.println(
          "BENCH is one of " + String.join(", ", parts.keySet()) + ", micro; not " + wanted + ".");
      System.exit(2);
    }
    parts.keySet().removeIf(name -> !wanted.isEmpty() && !name.equals(wanted));
    int status = 0;
    try {
      run(parts, wanted.isEmpty() || wanted.equals("micro"));
    } catch (Exception e) {
      e.printStackTrace();
      status = 1;
    }
    // The client's threads would keep the process.
    System.exit(status);
  }

  /// In the order of running: all but the first on one process, each warmer than the one before.
  private static Map<String, Part> parts() {
    var parts = new LinkedHashMap<String, Part>();
    parts.put("start", new StartPart());
    // Before there is an operator, which would answer what is only looked at.
    parts.put("console", new ConsolePart());
    parts.put("idle", new IdlePart());
    parts.put("calls", new CallsPart());
    parts.put("delay", new DelayPart());
    parts.put("throughput", new ThroughputPart());
    parts.put("queue", new QueuePart(QUEUED));
    parts.put("chat", new ChatPart());
    parts.put("active", new ActivePart());
    parts.put("stored", new StoredPart(STORED));
    return parts;
  }

  private static void run(Map<String, Part> parts, boolean micro) throws Exception {
    var report = new Report();
    Instant begun = Instant.now();
    if (!parts.isEmpty()) {
      try (Scene scene = Scene.open()) {
        for (Part part : parts.values()) {
          part.run(scene, report);
        }
      }
    }
    if (micro) {
      MicroBenchmarks.run(report);
    }
    Path file = Path.of("target/bench/report.json");
    report.write(
        file,
        Map.of(
            "begun", begun.toString(),
            "processors", Runtime.getRuntime().availableProcessors(),
            "java", System.getProperty("java.runtime.version"),
            "stored", STORED,
            "queued", QUEUED));
    System.out.println("As JSON: " + file);
  }
}
