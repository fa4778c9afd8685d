package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.OutcomeRules;
import dev.chatops.policy.Outcomes.State;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {

  private static final OutcomeRules RULES =
      new OutcomeRules(
          "object.status.phase == 'Completed'",
          "object.status.phase in ['Failed', 'FailedValidation']",
          "object.status.phase == 'PartiallyFailed'",
          "string(object.status.progress.items) + ' items'",
          "object.status.failureReason");

  @ParameterizedTest
  @CsvSource({
    "Completed, SUCCEEDED",
    "Failed, FAILED",
    "FailedValidation, FAILED",
    "PartiallyFailed, PARTIAL",
    "InProgress, GOING_ON",
    "completed, GOING_ON",
    "SomethingNew, GOING_ON",
    "'', GOING_ON",
  })
  void onlyWhatIsKnownIsAnEnd(String phase, State state) {
    assertThat(Outcomes.of(RULES).state(object(Map.of("phase", phase)))).isEqualTo(state);
  }

  @Test
  void whatIsNotThereYetGoesOn() {
    Outcomes outcomes = Outcomes.of(RULES);

    assertThat(outcomes.state(Map.of())).isEqualTo(State.GOING_ON);
    assertThat(outcomes.state(Collections.singletonMap("status", null))).isEqualTo(State.GOING_ON);
    assertThat(outcomes.state(object(Map.of("phase", 7)))).isEqualTo(State.GOING_ON);
    assertThat(outcomes.message(Map.of())).isEmpty();
  }

  @Test
  void whatIsNullIsNotThere() {
    var status = new HashMap<String, Object>();
    status.put("phase", "Completed");
    status.put("failureReason", null);
    status.put("steps", Arrays.asList("a", null));

    assertThat(Outcomes.of(RULES).state(object(status))).isEqualTo(State.SUCCEEDED);
    assertThat(Outcomes.of(RULES).message(object(status))).isEmpty();
  }

  @Test
  void aFailureCountsBeforeASuccess() {
    var rules = new OutcomeRules("true", "true", "true", null, null);

    assertThat(Outcomes.of(rules).state(Map.of())).isEqualTo(State.FAILED);
  }

  @Test
  void conditionsAreFound() {
    var rules =
        new OutcomeRules(
            "object.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')",
            null,
            null,
            null,
            "object.status.conditions.filter(c, c.type == 'Ready')[0].message");
    Map<String, Object> object =
        object(
            Map.of(
                "conditions",
                List.of(Map.of("type", "Ready", "status", "True", "message", "all there"))));

    assertThat(Outcomes.of(rules).state(object)).isEqualTo(State.SUCCEEDED);
    assertThat(Outcomes.of(rules).message(object)).isEqualTo("all there");
  }

  @Test
  void whatBurnsTimeIsLeftBehindAndGoesOn() {
    String bomb =
        "object.a.all(x, object.a.all(y, object.a.all(z, object.a.all(w, x + y + z + w >= 0))))";
    var many = IntStream.range(0, 500).boxed().toList();

    assertThat(Outcomes.of(new OutcomeRules(bomb, null, null, null, null)).state(Map.of("a", many)))
        .isEqualTo(State.GOING_ON);
  }

  private static Map<String, Object> object(Map<String, Object> status) {
    return Map.of("status", status);
  }
}
