package dev.chatops.bench;

import java.time.Duration;
import java.util.Arrays;

/// A thousand commands at once on 200 targets, against the same writes by a bare client; in rounds,
/// in turn. Every command must end as `Completed` and count once on its target.
final class ThroughputPart implements Part {

  private static final int COMMANDS = 1000;
  private static final int ROUNDS = 2;

  @Override
  public void run(Scene scene, Report report) throws Exception {
    Floor floor = scene.floor();
    double operatorSeconds = 0;
    double floorSeconds = 0;
    double cpuSeconds = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double bare = bare(scene, floor, "bare-" + round);
      Duration before = scene.operator().cpu();
      double operated = operated(scene, "burst-" + round + "-");
      cpuSeconds += scene.operator().cpu().minus(before).toNanos() / 1e9;
      report.note(
          "throughput",
          "round %d: operator %.1f s, floor %.1f s".formatted(round + 1, operated, bare));
      operatorSeconds += operated;
      floorSeconds += bare;
    }
    double commands = ROUNDS * COMMANDS;
    report.add(
        Row.atLeast(
            "throughput",
            "1,000 commands on 200 targets, all once",
            commands / operatorSeconds,
            commands / floorSeconds,
            "/s",
            0.75));
    report.add(
        Row.absolute(
            "throughput", "CPU of the operator a command", cpuSeconds / commands * 1000, "ms", 10));
    report.add(
        Row.absolute(
            "throughput", "resident memory after the bursts", scene.operator().residentMegabytes(), "MB", 225));
  }

  private static double operated(Scene scene, String name) throws Exception {
    long before = Arrays.stream(scene.replicas()).sum();
    long begun = System.nanoTime();
    Scene.together(COMMANDS, i -> scene.ask(name + i, i % Stage.TARGETS));
    scene.endings().await(name, COMMANDS);
    double seconds = (System.nanoTime() - begun) / 1e9;
    scene.endings().requireAll(name, "Completed");
    long effects = Arrays.stream(scene.replicas()).sum() - before;
    if (effects != COMMANDS) {
      throw new IllegalStateException(COMMANDS + " commands completed and had " + effects + " effects");
    }
    return seconds;
  }

  /// Create, Running, effect, Event, end, Event: what the operator writes, and nothing else.
  private static double bare(Scene scene, Floor floor, String name) throws Exception {
    long[] replicas = scene.replicas();
    long begun = System.nanoTime();
    Scene.together(
        COMMANDS,
        i -> {
          int target = i % Stage.TARGETS;
          String command = name + "-" + i;
          floor.create(command, target);
          floor.start(command);
          floor.scale(target, replicas[target] + i / Stage.TARGETS + 1);
          floor.event(command, "running");
          floor.finish(command);
          floor.event(command, "completed");
        });
    return (System.nanoTime() - begun) / 1e9;
  }
}
