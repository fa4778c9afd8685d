package dev.chatops.action.job;

import static dev.chatops.action.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TerminationMessagesTest {

  @Test
  void theMembersOfAnObjectAreTheResult() {
    assertThat(of("'{\"rows\": 12, \"done\": true, \"steps\": [1, 2]}'"))
        .isEqualTo(Map.of("rows", "12", "done", "true", "steps", "[1,2]"));
  }

  @Test
  void anyOtherTextIsTheMessage() {
    assertThat(of("migrated 12 tables")).isEqualTo(Map.of("message", "migrated 12 tables"));
    assertThat(of("'[1, 2]'")).isEqualTo(Map.of("message", "[1, 2]"));
    assertThat(of("'{broken'")).isEqualTo(Map.of("message", "{broken"));
    assertThat(of("' '")).isEmpty();
  }

  @Test
  void secretsAreKnownByNameAndByLooks() {
    assertThat(of("'{\"token\": \"abc\", \"url\": \"postgres://a:b@c/d\"}'"))
        .isEqualTo(Map.of("token", "[redacted]", "url", "postgres://a:[redacted]@c/d"));
    assertThat(of("login with password=hunter2"))
        .isEqualTo(Map.of("message", "login with password=[redacted]"));
  }

  @Test
  void noMoreAndNoLongerThanAStatusTakes() {
    var many = new TreeMap<String, String>();
    IntStream.range(0, 50).forEach(i -> many.put("n" + "x".repeat(100) + i, "v".repeat(2000)));
    var object = new StringBuilder();
    many.forEach((name, value) ->
        object.append(object.isEmpty() ? "" : ",").append("\"%s\":\"%s\"".formatted(name, value)));

    Map<String, String> result = of("'{" + object + "}'");

    assertThat(result).hasSizeBetween(1, 32);
    assertThat(result.keySet()).allMatch(name -> name.length() <= 63);
    assertThat(result.values()).allMatch(value -> value.length() <= 512);
  }

  @Test
  void aPodThatRunsHasNone() {
    assertThat(
            TerminationMessages.of(
                json("status: {containerStatuses: [{name: a, state: {running: {}}}]}")))
        .isEmpty();
  }

  private static Map<String, String> of(String message) {
    return TerminationMessages.of(
        json(
            "status: {containerStatuses: [{name: a, state: {terminated: {message: %s}}}]}"
                .formatted(message)));
  }
}
