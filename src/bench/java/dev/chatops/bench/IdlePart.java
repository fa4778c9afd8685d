package dev.chatops.bench;

import java.time.Duration;

/// What the process needs while nothing is asked.
final class IdlePart implements Part {

  private static final Duration SETTLING = Duration.ofSeconds(15);
  private static final Duration WINDOW = Duration.ofSeconds(60);

  @Override
  public void run(Scene scene, Report report) throws InterruptedException {
    OperatorProcess operator = scene.operator();
    Thread.sleep(SETTLING);
    Duration before = operator.cpu();
    Thread.sleep(WINDOW);
    Duration used = operator.cpu().minus(before);
    report.add(
        Row.absolute(
            "idle", "CPU over 60 s, of one core", 100.0 * used.toNanos() / WINDOW.toNanos(), "%", 0.5));
    report.add(
        Row.absolute("idle", "resident memory, role operator", operator.residentMegabytes(), "MB", 175));
  }
}
