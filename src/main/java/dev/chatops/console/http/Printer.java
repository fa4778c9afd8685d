package dev.chatops.console.http;

import dev.chatops.console.page.Templates;
import java.util.LinkedHashMap;
import java.util.Map;

/// Prints whole pages and parts of them.
final class Printer {

  private final Templates templates;
  private final Assets assets;

  Printer(Templates templates, Assets assets) {
    this.templates = templates;
    this.assets = assets;
  }

  String print(String template, Map<String, ?> data) {
    var all = new LinkedHashMap<String, Object>(data);
    all.put("assets", assets);
    return templates.print(template, all);
  }

  /// Something went wrong, on a page of its own; to a script, in a sentence.
  void trouble(Exchange exchange, String cluster, int status, String title, String sentence) {
    if (exchange.partial()) {
      exchange.html(status, print("told", Map.of("tone", "bad", "sentence", sentence)));
    } else {
      exchange.html(
          status,
          print("trouble", Map.of("cluster", cluster, "title", title, "sentence", sentence)));
    }
  }
}
