package dev.chatops.bench;

import java.util.ArrayList;

/// How long a start takes, from the process to its own word that it is ready.
final class StartPart implements Part {

  private static final int STARTS = 5;

  @Override
  public void run(Scene scene, Report report) {
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < STARTS; i++) {
      try (OperatorProcess operator = OperatorProcess.start()) {
        nanos.add(operator.startedIn().toNanos());
      }
    }
    report.add(
        Row.absolute(
            "start", "start to ready, median of 5", Samples.ofNanos(nanos).median() / 1000, "s", 2.5));
  }
}
