package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.JobAction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDefinitionTest {

  private static final String POD = "spec.action.job.template.spec.template.spec";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "spec: {} | .spec.template.spec.containers | must have at least one container.",
        "spec: text | .spec | must be an object.",
        "spec: {template: [1]} | .spec.template | must be an object.",
        "spec: {template: {spec: text}} | .spec.template.spec | must be an object.",
        "spec: {template: {metadata: text, spec: {containers: C}}} | .spec.template.metadata"
            + " | must be an object.",
        "spec: {template: {metadata: {labels: [a]}, spec: {containers: C}}}"
            + " | .spec.template.metadata.labels | must be an object.",
        "spec: {template: {spec: {containers: [text]}}} | .spec.template.spec.containers"
            + " | must be a list of objects.",
        "spec: {template: {spec: {containers: [{name: a, image: x, env: {a: b}}]}}}"
            + " | .spec.template.spec.containers[0].env | must be a list of objects.",
        "metadata: text, spec: POD | .metadata | must be an object.",
        "metadata: {labels: text}, spec: POD | .metadata.labels | must be an object.",
        "kind: Pod, spec: POD | .kind | must be Job, or left out.",
        "apiVersion: batch/v1beta1, spec: POD | .apiVersion | must be batch/v1, or left out.",
        "status: {}, spec: POD | `` | \"status\" may not stand here; only apiVersion, kind,"
            + " metadata, spec may.",
        "metadata: {name: x}, spec: POD | .metadata | \"name\" may not stand here; only annotations,"
            + " labels may.",
        "metadata: {ownerReferences: []}, spec: POD | .metadata | \"ownerReferences\" may not stand"
            + " here; only annotations, labels may.",
        "metadata: {labels: {chatops.dev/command-uid: x}}, spec: POD | .metadata.labels"
            + " | \"chatops.dev/command-uid\" is the operator's own.",
        "spec: {parallelism: 2, template: T} | .spec.parallelism"
            + " | a command runs one pod at a time, once; remove it.",
        "spec: {ttlSecondsAfterFinished: 0, template: T} | .spec.ttlSecondsAfterFinished"
            + " | set spec.ttlAfterFinished of the definition instead.",
        "spec: {activeDeadlineSeconds: 5, template: T} | .spec.activeDeadlineSeconds"
            + " | set spec.timeout of the definition instead.",
        "spec: {template: {spec: {restartPolicy: OnFailure, containers: C}}}"
            + " | .spec.template.spec.restartPolicy"
            + " | must be Never, or left out; set spec.backoffLimit of the Job for retries.",
        "spec: {template: {spec: {serviceAccountName: admin, containers: C}}}"
            + " | .spec.template.spec.serviceAccountName"
            + " | must be chatops-runner, the account of the definition, or left out.",
        "spec: {template: {spec: {containers: [{name: a, image: x, env: [{name:"
            + " CHATOPS_COMMAND_UID, value: x}]}]}}}"
            + " | .spec.template.spec.containers[0].env[0].value"
            + " | the operator sets CHATOPS_COMMAND_UID.",
      })
  void whatIsNotOneRunIsNamedWithItsPlace(String template, String place, String message) {
    assertThat(problems(template, ""))
        .containsExactly(
            new Problem("InvalidTemplate", "spec.action.job.template" + place, message));
  }

  @Test
  void aParameterMayStandInImagesAndEnvValuesOnly() {
    String container =
        """
        [{name: a, image: 'x:${tag}', env: [{name: V, value: '${tag}'}], \
        args: ['--to=${tag}', 'echo ${HOME}']}]\
        """;

    assertThat(problems("spec: {template: {spec: {containers: %s}}}".formatted(container), ""))
        .containsExactly(
            new Problem(
                "MisplacedParameter",
                POD + ".containers[0].args[0]",
                "no parameter may stand here; give tag to the container by env, and write $(NAME) in"
                    + " its args."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'${tga}' | UnknownParameter | There is no parameter \"tga\"; did you mean tag?",
        "'${maybe}' | OptionalParameter | maybe may be missing, and this cannot do without it; set"
            + " required: true or a default.",
        "'${' | InvalidTemplate | ${ must be followed by the name of a parameter and }, such as"
            + " ${tag}.",
      })
  void anEnvValueNamesParametersThatAreThere(String value, String reason, String message) {
    String template =
        "spec: {template: {spec: {containers: [{name: a, image: x, env: [{name: V, value: %s}]}]}}}"
            .formatted(value);

    assertThat(problems(template, ""))
        .containsExactly(new Problem(reason, POD + ".containers[0].env[0].value", message));
  }

  @Test
  void anImageKeepsItsParameterInItsPart() {
    String template = "spec: {template: {spec: {containers: [{name: a, image: '${tag}/a:1'}]}}}";

    assertThat(problems(template, ""))
        .containsExactly(
            new Problem(
                "InvalidImage",
                POD + ".containers[0].image",
                "tag would choose the registry; only an enum may stand before the first /."));
    assertThat(
            Definitions.misfit(
                Definitions.usable(yaml(template.replace("${tag}/a:1", "a:${tag}"), "")),
                Map.of("tag", "1@sha256:0")))
        .startsWith("\"1@sha256:0\" cannot be an image's tag");
  }

  @Test
  void aLockIsFixedOrChosenFromAList() {
    String template = "spec: POD";

    assertThat(problems(template, ", lock: 'db-${tag}'"))
        .containsExactly(
            new Problem(
                "MisplacedParameter",
                "spec.action.job.lock",
                "tag is not an enum; only enum parameters may choose a target."));
    assertThat(problems(template, ", lock: 'db-${region}'")).isEmpty();
  }

  @Test
  void withoutALockTheDefinitionIsOne() {
    assertThat(filled("spec: POD", "", Map.of("tag", "1")).lock()).isEqualTo("deploy-web");
    assertThat(filled("spec: POD", ", lock: 'db-${region}'", Map.of("tag", "1")).lock())
        .isEqualTo("db-eu");
  }

  /// Kubernetes would expand `$(SECRET)` in the value to another variable of the container.
  @Test
  void aValueIsNeverExpanded() {
    JobAction job =
        filled(
            "spec: {template: {spec: {containers: [{name: a, image: x,"
                + " env: [{name: V, value: 'v ${any}'}]}]}}}",
            "",
            Map.of("tag", "1", "any", "$(SECRET) $$(X) $5"));

    assertThat(job.template().at("/spec/template/spec/containers/0/env/0/value").asText())
        .isEqualTo("v $$(SECRET) $$$$(X) $$5");
  }

  private static JobAction filled(String template, String more, Map<String, String> given) {
    Definition definition = Definitions.usable(yaml(template, more));
    return Objects.requireNonNull(definition.action(Definitions.bound(definition, given)).job());
  }

  private static List<Problem> problems(String template, String more) {
    return Definitions.problems(yaml(template, more));
  }

  private static String yaml(String template, String more) {
    return """
    parameters:
    - {name: tag, required: true, pattern: '.+'}
    - {name: maybe}
    - {name: any, pattern: '.*', default: x}
    - {name: region, type: enum, values: [eu, us], default: eu}
    action: {job: {template: {%s}%s}}
    """
        .formatted(
            template
                .replace("POD", "{template: T}")
                .replace("template: T", "template: {spec: {containers: C}}")
                .replace("containers: C", "containers: [{name: a, image: x}]"),
            more);
  }
}
