package dev.chatops.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Where two objects differ, one line a field. Numbers of the same value are the same.
final class Differences {

  private final List<String> lines = new ArrayList<>();

  private Differences() {}

  static List<String> between(String name, JsonNode expected, JsonNode actual) {
    var differences = new Differences();
    differences.compare(name, expected, actual);
    return differences.lines;
  }

  private void compare(String path, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      var fields = new TreeSet<String>();
      expected.fieldNames().forEachRemaining(fields::add);
      actual.fieldNames().forEachRemaining(fields::add);
      for (String field : fields) {
        compare(path + "." + field, expected.path(field), actual.path(field));
      }
    } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare(path + "[" + i + "]", expected.get(i), actual.get(i));
      }
    } else if (!same(expected, actual)) {
      lines.add("%s is %s instead of %s".formatted(path, shown(actual), shown(expected)));
    }
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    if (expected.isNumber() && actual.isNumber()) {
      return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
    }
    return expected.equals(actual);
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.toString();
  }
}
