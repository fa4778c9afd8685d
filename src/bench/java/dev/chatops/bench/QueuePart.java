package dev.chatops.bench;

import java.time.Duration;

/// Far more commands than can run: many stored as fast as they can be, on few targets and on many.
/// What each costs the API server, and how many are carried out in the first minute.
///
/// @param commands in each round
record QueuePart(int commands) implements Part {

  private static final int[] TARGETS = {200, 20, 1};
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Override
  public void run(Scene scene, Report report) throws Exception {
    scene.floor();
    for (int targets : TARGETS) {
      round(scene, report, targets);
    }
  }

  private void round(Scene scene, Report report, int targets) throws Exception {
    String name = "queue-" + targets + "-";
    String what = "%,d on %d: ".formatted(commands, targets);
    Requests before = Requests.now();
    Duration cpu = scene.operator().cpu();
    long begun = System.nanoTime();
    Scene.together(commands, i -> scene.ask(name + i, i % targets));
    double stored = seconds(begun);
    Duration left = MINUTE.minus(Duration.ofNanos(System.nanoTime() - begun));
    int inAMinute = scene.endings().awaitAtMost(left, name, commands);
    int done = scene.endings().awaitAtMost(PATIENCE, name, commands);
    double all = seconds(begun);
    scene.endings().requireAll(name, "Completed");
    Requests since = Requests.now().since(before);
    report.note(
        "queue", what + "stored after %.0f s, %d carried out after %.0f s".formatted(stored, done, all));
    report.add(Row.figure("queue", what + "carried out in the first minute", inAMinute, ""));
    report.add(Row.figure("queue", what + "carried out a second", done / all, ""));
    report.add(
        Row.figure("queue", what + "CPU of the operator, each", ms(scene.operator().cpu().minus(cpu), done), "ms"));
    report.add(
        Row.figure("queue", what + "CPU of the API server, each", since.cpuSeconds() * 1000 / done, "ms"));
    since.report(report, "queue", what, done);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static double ms(Duration cpu, int commands) {
    return cpu.toNanos() / 1e6 / commands;
  }
}
