package dev.chatops.bench;

import java.nio.file.Path;
import java.util.ArrayList;

/// How long a start takes, from the process to its own word that it is ready, without and with what
/// JVMs before it have learned.
final class StartPart implements Part {

  private static final int STARTS = 5;
  private static final Path CACHE = Path.of("target/bench/app.aot");

  @Override
  public void run(Scene scene, Report report) {
    OperatorProcess.learn(CACHE);
    var plain = new ArrayList<Long>();
    var cached = new ArrayList<Long>();
    for (int i = 0; i < STARTS; i++) {
      plain.add(time());
      cached.add(time("-XX:AOTMode=on", "-XX:AOTCache=" + CACHE));
    }
    double without = Samples.ofNanos(plain).median() / 1000;
    double with = Samples.ofNanos(cached).median() / 1000;
    report.add(
        Row.atMost("start", "start to ready with the cache of the image, to without", with, without, "s", 0.5));
    report.add(Row.absolute("start", "start to ready with the cache of the image", with, "s", 2.5));
  }

  private static long time(String... options) {
    try (OperatorProcess operator = OperatorProcess.start(options)) {
      return operator.startedIn().toNanos();
    }
  }
}
