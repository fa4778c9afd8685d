package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.CreateAction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateDefinitionTest {

  private static final String PLACE = "spec.action.create.template";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kind: Backup | .apiVersion | must be the group and version, such as velero.io/v1.",
        "apiVersion: velero.io/v1, kind: backup | .kind | must be a kind, such as Backup.",
        "apiVersion: v1, kind: Secret | .apiVersion"
            + " | the kinds of the core group are not made by commands.",
        "apiVersion: batch/v1, kind: Job | .apiVersion"
            + " | would run programs with arguments in them; use job.",
        "apiVersion: apps/v1, kind: Deployment | .apiVersion"
            + " | would run programs with arguments in them; use job.",
        "apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding | .apiVersion"
            + " | rights are not given by commands.",
        "apiVersion: chatops.dev/v1alpha1, kind: AllowedCommand | .apiVersion"
            + " | commands do not make what commands are judged by.",
        "apiVersion: a.b/v1, kind: B, metadata: text | .metadata | must be an object.",
        "apiVersion: a.b/v1, kind: B, metadata: {annotations: [1]} | .metadata.annotations"
            + " | must be an object.",
        "apiVersion: a.b/v1, kind: B, metadata: {name: x} | .metadata"
            + " | \"name\" may not stand here; only annotations, labels may.",
        "apiVersion: a.b/v1, kind: B, metadata: {labels: {chatops.dev/x: y}} | .metadata.labels"
            + " | \"chatops.dev/x\" is the operator's own.",
      })
  void whatACommandMayNotMakeIsNamedWithItsPlace(String template, String place, String message) {
    assertThat(problems(template, "true"))
        .containsExactly(new Problem("InvalidTemplate", PLACE + place, message));
  }

  @Test
  void aClaimMayBeMade() {
    assertThat(problems("apiVersion: v1, kind: PersistentVolumeClaim, spec: {}", "true")).isEmpty();
  }

  @Test
  void parametersStandInTextsAndNotInWhatNamesTheKind() {
    assertThat(
            problems(
                "apiVersion: a.b/v1, kind: B, metadata: {labels: {a: '${tag}'}}, spec: {x: ['${tga}']}",
                "true"))
        .containsExactly(
            new Problem(
                "MisplacedParameter",
                PLACE + ".metadata.labels.a",
                "no parameter may stand here; write the value itself."),
            new Problem(
                "UnknownParameter",
                PLACE + ".spec.x[0]",
                "There is no parameter \"tga\"; did you mean tag?"));
  }

  @Test
  void anOutcomeThatIsNoExpressionIsNamed() {
    assertThat(problems("apiVersion: a.b/v1, kind: B", "object.status ="))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.reason()).isEqualTo("InvalidOutcome");
          assertThat(problem.place()).isEqualTo("spec.action.create.outcome.succeeded");
        });
    assertThat(problems("apiVersion: a.b/v1, kind: B", "objekt.status")).hasSize(1);
  }

  @Test
  void aTextThatIsOneParameterHasItsType() {
    Definition definition =
        Definitions.usable(
            yaml(
                "apiVersion: a.b/v1, kind: B, spec: {n: '${count}', on: '${on}', s: 'x-${count}',"
                    + " list: ['${tag}', 3]}",
                "true"));

    CreateAction create =
        Objects.requireNonNull(
            definition.action(Definitions.bound(definition, Map.of("tag", "1"))).create());

    assertThat(create.template().path("spec").toString())
        .isEqualTo("{\"n\":3,\"on\":true,\"s\":\"x-3\",\"list\":[\"1\",3]}");
    assertThat(create.lock()).isEqualTo("deploy-web");
  }

  private static List<Problem> problems(String template, String succeeded) {
    return Definitions.problems(yaml(template, succeeded));
  }

  private static String yaml(String template, String succeeded) {
    return """
    parameters:
    - {name: tag, required: true}
    - {name: count, type: integer, default: "3"}
    - {name: on, type: boolean, default: "true"}
    action: {create: {template: {%s}, outcome: {succeeded: "%s"}}}
    """
        .formatted(template, succeeded);
  }
}
