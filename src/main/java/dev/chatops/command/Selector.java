package dev.chatops.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Locale;

/// A label selector as the query of a list wants it: `app=web,tier in (a,b)`.
record Selector(JsonNode selector) {
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var label : selector.path("matchLabels").properties()) {
      append(text, label.getKey() + "=" + label.getValue().asText());
    }
    for (JsonNode e : selector.path("matchExpressions")) {
      String key = e.path("key").asText();
      append(
          text,
          switch (e.path("operator").asText()) {
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            default ->
                key
                    + " "
                    + e.path("operator").asText().toLowerCase(Locale.ROOT)
                    + " ("
                    + values(e)
                    + ")";
          });
    }
    return text.toString();
  }

  private static String values(JsonNode expression) {
    var values = new ArrayList<String>();
    expression.path("values").forEach(v -> values.add(v.asText()));
    return String.join(",", values);
  }

  private static void append(StringBuilder text, String term) {
    text.append(text.isEmpty() ? "" : ",").append(term);
  }
}
