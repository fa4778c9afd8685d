package dev.chatops.bench;

import dev.chatops.testing.Cluster;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the API server itself counts for one `scale` command.
final class CallsPart implements Part {

  private static final int COMMANDS = 20;
  private static final Pattern COUNTED =
      Pattern.compile("apiserver_request_total\\{(.*)} (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  @Override
  public void run(Scene scene, Report report) {
    scene.floor();
    Map<String, Double> before = counted();
    for (int i = 0; i < COMMANDS; i++) {
      scene.ask("calls-" + i, i);
      scene.endings().await("calls-", i + 1);
    }
    scene.endings().requireAll("calls-", "Completed");
    Map<String, Double> after = counted();
    double stored = 0;
    var each = new TreeMap<String, Double>();
    for (var entry : after.entrySet()) {
      double count = (entry.getValue() - before.getOrDefault(entry.getKey(), 0.0)) / COMMANDS;
      if (count >= 0.5) {
        each.put(entry.getKey(), count);
        stored += isStored(entry.getKey()) ? count : 0;
      }
    }
    report.add(Row.absolute("calls", "writes of commands and targets, create included", stored, "", 4));
    each.forEach((call, count) -> report.add(Row.figure("calls", call, count, "")));
    report.note("calls", "PATCH deployments/status is the played controller's.");
  }

  private static boolean isStored(String call) {
    return call.equals("POST chatcommands")
        || call.equals("PATCH deployments/scale")
        || call.endsWith(" chatcommands/status");
  }

  /// Requests that were answered, by verb and resource; watches count once they end.
  private static Map<String, Double> counted() {
    var counts = new TreeMap<String, Double>();
    Cluster.admin().raw("/metrics").lines().forEach(line -> {
      Matcher counted = COUNTED.matcher(line);
      if (counted.matches()) {
        var labels = new TreeMap<String, String>();
        LABEL.matcher(counted.group(1)).results().forEach(l -> labels.put(l.group(1), l.group(2)));
        counts.merge(call(labels), Double.parseDouble(counted.group(2)), Double::sum);
      }
    });
    return counts;
  }

  private static String call(Map<String, String> labels) {
    String subresource = labels.getOrDefault("subresource", "");
    return (labels.getOrDefault("dry_run", "").isEmpty() ? "" : "DRY-RUN ")
        + labels.get("verb")
        + " "
        + (labels.getOrDefault("group", "").equals(Twin.GROUP) ? "floor " : "")
        + labels.getOrDefault("resource", "")
        + (subresource.isEmpty() ? "" : "/" + subresource);
  }
}
