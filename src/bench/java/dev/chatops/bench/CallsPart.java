package dev.chatops.bench;

/// What the API server itself counts for one `scale` command.
final class CallsPart implements Part {

  private static final int COMMANDS = 20;

  @Override
  public void run(Scene scene, Report report) {
    scene.floor();
    Requests before = Requests.now();
    for (int i = 0; i < COMMANDS; i++) {
      scene.ask("calls-" + i, i);
      scene.endings().await("calls-", i + 1);
    }
    scene.endings().requireAll("calls-", "Completed");
    Requests since = Requests.now().since(before);
    double stored =
        since.answered().entrySet().stream()
            .filter(call -> isStored(call.getKey()))
            .mapToDouble(call -> call.getValue() / COMMANDS)
            .filter(count -> count >= 0.5)
            .sum();
    report.add(Row.absolute("calls", "writes of commands and targets, create included", stored, "", 4));
    since.report(report, "calls", "", COMMANDS);
    report.note("calls", "PATCH deployments/status is the played controller's.");
  }

  private static boolean isStored(String call) {
    return call.equals("POST chatcommands")
        || call.equals("PATCH deployments/scale")
        || call.endsWith(" chatcommands/status");
  }
}
