package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.api.v1alpha1.UserInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  private static final Origin SLACK =
      new Origin("slack", "acme", "C123", "U1", null, null, "171.2", "deploy web", null, null);

  private static Definition ruled(String expression) {
    return Definitions.usable(definition(expression));
  }

  private static String definition(String expression) {
    return """
    parameters:
    - {name: tag, required: true}
    - {name: replicas, type: integer, default: "2"}
    - {name: force, type: boolean}
    action: {deploy: {target: {kind: Deployment, name: web}, container: web, image: "acme/web:${tag}"}}
    rules:
    - expression: |-
        %s
      message: Not today.
    """
        .formatted(expression);
  }

  private static RuleFacts facts(Definition definition, @Nullable Origin origin) {
    return facts(definition, origin, "image 1 → 2");
  }

  private static RuleFacts facts(Definition definition, @Nullable Origin origin, String summary) {
    return new RuleFacts(
        Definitions.bound(definition, Map.of("tag", "1.4.2")),
        new UserInfo("alice", null, List.of("devs", "on-call"), null),
        origin,
        new TargetRef("apps/v1", "Deployment", "web", "u"),
        Map.of("tier", "front"),
        summary,
        List.of(new PlannedChange("image", "acme/web:1.4.1", null)),
        Instant.parse("2026-03-06T17:00:00Z"));
  }

  private static Optional<String> asked(String expression) {
    Definition definition = ruled(expression);
    return definition.brokenRule(facts(definition, SLACK));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args.tag == '1.4.2'",
        "args.replicas + 1 == 3",
        "!has(args.force)",
        "requester.username == 'alice' && 'devs' in requester.groups",
        "!has(requester.uid)",
        "origin.channel == 'C123' && origin.platform == 'slack'",
        "target.labels.tier == 'front' && target.name == 'web' && target.kind == 'Deployment'",
        "plan.summary.contains('→')",
        "plan.changes.all(c, c.field == 'image' && c.from.startsWith('acme/') && !has(c.to))",
        "now.getDayOfWeek('Europe/Berlin') == 5 && now.getHours('Europe/Berlin') == 18",
        "now < timestamp('2026-03-07T00:00:00Z')",
        "args.tag.matches('^[0-9.]+$')",
        "args['tag'].size() == 5",
      })
  void ruleThatHoldsLetsTheCommandPass(String expression) {
    assertThat(asked(expression)).isEmpty();
  }

  @Test
  void ruleThatDoesNotHoldAnswersWithItsMessage() {
    assertThat(asked("args.tag != '1.4.2'")).contains("Not today.");
  }

  @Test
  void firstRuleThatDoesNotHoldIsNamed() {
    Definition definition =
        Definitions.usable(
            """
            action: {restart: {target: {kind: Deployment, name: web}}}
            rules:
            - {expression: "true", message: first}
            - {expression: "1 > 2", message: second}
            - {expression: "false", message: third}
            """);
    RuleFacts facts =
        new RuleFacts(
            Definitions.bound(definition, Map.of()),
            new UserInfo("alice", null, null, null),
            null,
            new TargetRef("apps/v1", "Deployment", "web", null),
            Map.of(),
            "",
            List.of(),
            Instant.EPOCH);

    assertThat(definition.brokenRule(facts)).contains("second");
  }

  @Test
  void commandWithoutChatHasAnEmptyOrigin() {
    Definition definition = ruled("!has(origin.platform)");

    assertThat(definition.brokenRule(facts(definition, null))).isEmpty();
    assertThat(definition.brokenRule(facts(definition, SLACK))).contains("Not today.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "args.force | key 'force' is not present in map",
        "target.labels.nope == 'x' | key 'nope' is not present in map",
        "args.tag | the result is not true or false",
        "1 / (args.replicas - 2) == 1 | / by zero",
      })
  void ruleThatCannotBeEvaluatedDenies(String expression, String why) {
    assertThat(asked(expression))
        .contains(
            "Refused because spec.rules[0] could not be evaluated: "
                + why
                + ". Its author can mend it.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 + 1 | expected type 'bool' but found 'int', at line 1, column 3.",
        "args.tga == '1' | there is no args.tga; did you mean args.tag?",
        "args['tga'] == '1' | there is no args.tga; did you mean args.tag?",
        "requester.name == 'alice' | there is no requester.name.",
        "user == 'alice' | undeclared reference to 'user', at line 1, column 1.",
        "args.tag == | mismatched input '<EOF>', at line 1, column 12.",
        "'yes' | expected type 'bool' but found 'string', at line 1, column 1.",
        "[1].all(a, [1].all(b, [1].all(c, true))) | all, exists, map and filter may be nested 2 deep only.",
        "request.time > now | undeclared reference to 'request', at line 1, column 1.",
      })
  void expressionThatIsNoRuleMakesTheDefinitionUnusable(String expression, String message) {
    assertThat(Definitions.problems(definition(expression)))
        .containsExactly(new Problem("InvalidRule", "spec.rules[0].expression", message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0,1,2,3,4,5,6,7,8,9].map(a, [0,1,2,3,4,5,6,7,8,9].map(b, plan.summary + plan.summary)).size() > 0",
        "[0,1,2,3,4,5,6,7,8,9].all(a, [0,1,2,3,4,5,6,7,8,9].all(b, !plan.summary.matches('(x+x+)+y')))",
        "plan.summary.matches('(a{1,500}){1,2}')",
        "plan.summary.matches('((x{1,30}){1,30}){1,30}y')",
        "[0,1,2,3,4,5,6,7,8,9].all(a, [0,1,2,3,4,5,6,7,8,9].all(b, !(plan.summary + 'y').contains(plan.summary + 'z')))",
      })
  void aMegabyteIsRefusedUnread(String expression) {
    Definition definition = ruled(expression);

    Optional<String> broken = definition.brokenRule(facts(definition, SLACK, "x".repeat(1 << 20)));

    assertThat(broken)
        .contains(
            "Refused because spec.rules[0] could not be evaluated: a fact has more than 4096"
                + " characters. Its author can mend it.");
  }

  @Test
  void bombOfWhatAFactMayHoldIsLeftBehindWithinItsBudget() {
    String text = String.join(" + ", Collections.nCopies(25, "plan.summary"));
    String digits = "[0,1,2,3,4,5,6,7,8,9]";
    Definition definition =
        ruled("%s.all(a, %s.all(b, !(%s).matches('(x+x+)+y')))".formatted(digits, digits, text));

    Optional<String> broken = definition.brokenRule(facts(definition, SLACK, "x".repeat(4096)));

    assertThat(broken)
        .contains(
            "Refused because spec.rules[0] could not be evaluated: it takes too long. Its author can"
                + " mend it.");
  }

  @Test
  void tooManyIterationsAreRefused() {
    Definition definition = ruled("requester.groups.all(a, requester.groups.all(b, a + b != ''))");
    RuleFacts few = facts(definition, SLACK);
    List<String> groups = IntStream.range(0, 40).mapToObj(i -> "g" + i).toList();
    RuleFacts many =
        new RuleFacts(
            few.arguments(),
            new UserInfo("alice", null, groups, null),
            null,
            few.target(),
            few.labels(),
            "",
            List.of(),
            few.now());

    assertThat(definition.brokenRule(few)).isEmpty();
    assertThat(definition.brokenRule(many))
        .contains(
            "Refused because spec.rules[0] could not be evaluated: Iteration budget exceeded: 1000."
                + " Its author can mend it.");
  }
}
