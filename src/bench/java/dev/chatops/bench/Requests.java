package dev.chatops.bench;

import dev.chatops.testing.Cluster;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the API server itself says of its work so far.
///
/// @param answered requests by verb and resource, such as `PATCH chatcommands/status`; watches count
///   once they end
/// @param cpuSeconds processor time of the API server
record Requests(Map<String, Double> answered, double cpuSeconds) {

  private static final Pattern COUNTED = Pattern.compile("apiserver_request_total\\{(.*)} (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final String CPU = "process_cpu_seconds_total ";

  static Requests now() {
    var answered = new TreeMap<String, Double>();
    double[] cpuSeconds = new double[1];
    Cluster.admin()
        .raw("/metrics")
        .lines()
        .forEach(
            line -> {
              Matcher counted = COUNTED.matcher(line);
              if (counted.matches()) {
                var labels = new TreeMap<String, String>();
                LABEL
                    .matcher(counted.group(1))
                    .results()
                    .forEach(label -> labels.put(label.group(1), label.group(2)));
                answered.merge(call(labels), Double.parseDouble(counted.group(2)), Double::sum);
              } else if (line.startsWith(CPU)) {
                cpuSeconds[0] = Double.parseDouble(line.substring(CPU.length()));
              }
            });
    return new Requests(answered, cpuSeconds[0]);
  }

  /// What came since.
  Requests since(Requests before) {
    var more = new TreeMap<String, Double>();
    answered.forEach(
        (call, count) -> {
          double grown = count - before.answered().getOrDefault(call, 0.0);
          if (grown > 0) {
            more.put(call, grown);
          }
        });
    return new Requests(more, cpuSeconds - before.cpuSeconds());
  }

  /// One row for each kind of request that is made for at least every second command.
  void report(Report report, String part, String prefix, double commands) {
    answered.forEach((call, count) -> {
      if (count / commands >= 0.5) {
        report.add(Row.figure(part, prefix + call, count / commands, ""));
      }
    });
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
