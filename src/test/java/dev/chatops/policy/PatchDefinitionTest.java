package dev.chatops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.PatchOperation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchDefinitionTest {

  private static final String PLACE = "spec.action.patch";
  private static final String TARGET = "target: {apiVersion: a.b/v1, kind: B, name: shop}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "v1 | Secret | of the core group, patch works on Node, PersistentVolumeClaim, Service only.",
        "v1 | ServiceAccount | of the core group, patch works on Node, PersistentVolumeClaim, Service only.",
        "v1 | ConfigMap | of the core group, patch works on Node, PersistentVolumeClaim, Service only.",
        "v1 | Pod | of the core group, patch works on Node, PersistentVolumeClaim, Service only.",
        "apps/v1 | ControllerRevision"
            + " | of apps, patch works on DaemonSet, Deployment, StatefulSet only.",
        "v1 | Namespace"
            + " | of the core group, patch works on Node, PersistentVolumeClaim, Service only.",
        "rbac.authorization.k8s.io/v1 | RoleBinding | rights are not given by commands.",
        "admissionregistration.k8s.io/v1 | ValidatingAdmissionPolicy"
            + " | commands do not change what the API server refuses.",
        "apiextensions.k8s.io/v1 | CustomResourceDefinition"
            + " | commands do not change what kinds there are.",
        "chatops.dev/v1alpha1 | AllowedCommand"
            + " | commands do not change what commands are judged by.",
      })
  void kindsThatNoCommandMayChangeAreNamed(String apiVersion, String kind, String message) {
    assertThat(
            problems(
                "target: {apiVersion: %s, kind: %s, name: x}, merge: {spec: {a: 1}}"
                    .formatted(apiVersion, kind)))
        .containsExactly(new Problem("InvalidTarget", PLACE + ".target.kind", message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "merge: {} | .merge | names no value to set.",
        "merge: {spec: {a: {}}} | .merge.spec.a | names no value to set.",
        "merge: {spec: {a: null}} | .merge.spec.a"
            + " | null is lost by kubectl apply; use json with op remove.",
        "merge: {kind: C} | .merge.kind | the kind of an object stays.",
        "merge: {status: {phase: Done}} | .merge.status.phase"
            + " | the status is its controller's; an order in it needs subresource: status.",
        "apply: {status: {phase: Done}} | .apply.status.phase"
            + " | the status is its controller's; an order in it needs subresource: status.",
        "subresource: status, merge: {spec: {a: 1}} | .merge.spec.a"
            + " | with subresource: status, only values of the status may be set.",
        "subresource: status, json: [{op: remove, path: /metadata/labels/a}] | .json[0].path"
            + " | with subresource: status, only values of the status may be set.",
        "subresource: status, apply: {status: {containers: []}} | .apply.status.containers"
            + " | \"containers\" says what programs run; use deploy, job or create.",
        "apply: {kind: C} | .apply.kind | the kind of an object stays.",
        "apply: {metadata: {name: x}} | .apply.metadata.name"
            + " | of metadata, single labels and annotations only may be set.",
        "merge: {metadata: {name: x}} | .merge.metadata.name"
            + " | of metadata, single labels and annotations only may be set.",
        "merge: {metadata: {finalizers: []}} | .merge.metadata.finalizers"
            + " | of metadata, single labels and annotations only may be set.",
        "merge: {metadata: {ownerReferences: []}} | .merge.metadata.ownerReferences"
            + " | of metadata, single labels and annotations only may be set.",
        "merge: {metadata: {annotations: {chatops.dev/last-command: x}}}"
            + " | .merge.metadata.annotations.chatops.dev/last-command"
            + " | \"chatops.dev/last-command\" is the operator's own.",
        "merge: {spec: {template: {spec: {a: b}}}} | .merge.spec.template.spec.a"
            + " | \"template\" says what programs run; use deploy, job or create.",
        "merge: {spec: {parts: [{containers: []}]}} | .merge.spec.parts[0]"
            + " | \"containers\" says what programs run; use deploy, job or create.",
        "json: [{op: remove, path: /metadata/labels}] | .json[0].path"
            + " | of metadata, single labels and annotations only may be set.",
        "json: [{op: add, path: /metadata/annotations/chatops.dev~1x, value: y}] | .json[0].path"
            + " | \"chatops.dev/x\" is the operator's own.",
        "json: [{op: remove, path: /spec/jobTemplate}] | .json[0].path"
            + " | \"jobTemplate\" says what programs run; use deploy, job or create.",
        "json: [{op: add, path: /spec, value: {a: {template: 1}}}] | .json[0].value.a"
            + " | \"template\" says what programs run; use deploy, job or create.",
        "json: [{op: replace, path: /status/phase, value: x}] | .json[0].path"
            + " | the status is its controller's; an order in it needs subresource: status.",
        "json: [{op: add, path: spec, value: x}] | .json[0].path"
            + " | \"spec\" is no JSON pointer to a value; /spec/suspend would be.",
        "json: [{op: add, path: '', value: x}] | .json[0].path"
            + " | \"\" is no JSON pointer to a value; /spec/suspend would be.",
        "json: [{op: add, path: /spec/a/-, value: x}] | .json[0].path"
            + " | \"/spec/a/-\" is no JSON pointer to a value; /spec/suspend would be.",
        "json: [{op: add, path: /spec/a}] | .json[0].value | give the value to set.",
        "json: [{op: remove, path: /spec/a, value: 1}] | .json[0].value | remove takes no value.",
        "json: [{op: test, path: /status/phase, value: Idle}] | .json"
            + " | only tests, and changes nothing.",
        "json: [] | .json | give 1 to 16 operations.",
        "outcome: {succeeded: 'true'} | `` | give exactly one of merge, json and apply.",
        "merge: {spec: {a: 1}}, json: [{op: remove, path: /spec/b}] | ``"
            + " | give exactly one of merge, json and apply.",
      })
  void whatACommandMayNotChangeIsNamedWithItsPlace(String change, String place, String message) {
    assertThat(problems(TARGET + ", " + change))
        .containsExactly(new Problem("InvalidPatch", PLACE + place, message));
  }

  @Test
  void aStatusThatKubernetesWritesTakesNoOrders() {
    assertThat(
            problems(
                "target: {kind: Deployment, name: web}, subresource: status,"
                    + " merge: {status: {replicas: 3}}"))
        .containsExactly(
            new Problem(
                "InvalidPatch",
                PLACE + ".subresource",
                "Kubernetes itself writes the status of a Deployment; nothing is ordered there."));
  }

  @Test
  void theReplicasOfAWorkloadAreForScale() {
    assertThat(problems("target: {kind: Deployment, name: web}, merge: {spec: {replicas: 3}}"))
        .containsExactly(
            new Problem(
                "InvalidPatch",
                PLACE + ".merge.spec.replicas",
                "use scale, which knows autoscalers."));
  }

  @Test
  void moreValuesThanPeopleReadAreRefused() {
    String many =
        String.join(
            ", ", java.util.stream.IntStream.range(0, 17).mapToObj(i -> "a" + i + ": 1").toList());

    assertThat(problems(TARGET + ", merge: {spec: {%s}}".formatted(many)))
        .containsExactly(
            new Problem("InvalidPatch", PLACE + ".merge", "sets more than 16 values."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "target: {apiVersion: batch/v1, kind: CronJob, name: x}, merge: {spec: {suspend: true}}",
        "target: {apiVersion: v1, kind: Node, name: x}, merge: {spec: {unschedulable: true}}",
        "target: {apiVersion: a.b/v1, kind: B, name: x}, subresource: status,"
            + " apply: {status: {conditions: [{type: Issuing, status: 'True', reason: '${tag}'}]}}",
        "target: {apiVersion: a.b/v1, kind: B, name: x}, subresource: status,"
            + " json: [{op: test, path: /spec/a, value: 1}, {op: remove, path: /status/pause}]",
        "target: {apiVersion: v1, kind: Service, name: x}, merge: {spec: {selector: {v: '2'}}}",
        "target: {kind: Deployment, name: x}, merge: {metadata: {labels: {a: b}}}",
        "target: {apiVersion: a.b/v1, kind: B, name: '${what}'}, merge: {operation: {n: 1}}"
      })
  void othersMayBeChanged(String patch) {
    assertThat(problems(patch)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "merge: {metadata: {labels: {a: '${tag}'}}} | .merge.metadata.labels.a",
        "merge: {spec: {'${tag}': 1}} | .merge.spec.${tag}",
        "merge: {spec: {list: [{'${tag}': 1}]}} | .merge.spec.list[0]",
        "merge: {spec: {image: 'x:${tag}'}} | .merge.spec.image",
        "merge: {spec: {steps: [{args: ['${tag}']}]}} | .merge.spec.steps[0].args[0]",
        "merge: {spec: {env: [{value: '${tag}'}]}} | .merge.spec.env[0].value",
        "json: [{op: add, path: '/spec/${tag}', value: 1}] | .json[0].path",
        "json: [{op: add, path: /spec/command/0, value: '${tag}'}] | .json[0].value",
      })
  void noArgumentReachesAKeyAPathAMarkOrAProgram(String change, String place) {
    assertThat(problems(TARGET + ", " + change))
        .containsExactly(
            new Problem(
                "MisplacedParameter",
                PLACE + place,
                "no parameter may stand here; write the value itself."));
  }

  @Test
  void aTargetIsChosenByAnEnumOnly() {
    assertThat(
            problems(
                "target: {apiVersion: a.b/v1, kind: B, name: '${tag}'}, merge: {spec: {a: 1}}"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).isEqualTo("MisplacedParameter"));
  }

  @Test
  void anOutcomeThatIsNoExpressionIsNamed() {
    assertThat(problems(TARGET + ", merge: {spec: {a: 1}}, outcome: {succeeded: 'object.a ='}"))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.reason()).isEqualTo("InvalidOutcome");
          assertThat(problem.place()).isEqualTo(PLACE + ".outcome.succeeded");
        });
  }

  @Test
  void valuesAreFilledWithTheirTypes() {
    Definition definition =
        Definitions.usable(
            yaml(
                "target: {apiVersion: a.b/v1, kind: B, name: '${what}'}, json:"
                    + " [{op: test, path: /status/phase, value: '${tag}'},"
                    + " {op: add, path: /spec/x, value: {n: '${count}', on: '${on}', s: ['v${tag}']}},"
                    + " {op: remove, path: /spec/y}]"));

    PatchAction patch =
        Objects.requireNonNull(
            definition
                .action(Definitions.bound(definition, Map.of("tag", "1", "what", "a")))
                .patch());

    assertThat(patch.target().name()).isEqualTo("a");
    assertThat(Objects.requireNonNull(patch.json()))
        .extracting(PatchOperation::value)
        .map(String::valueOf)
        .containsExactly("\"1\"", "{\"n\":3,\"on\":true,\"s\":[\"v1\"]}", "null");
  }

  private static List<Problem> problems(String patch) {
    return Definitions.problems(yaml(patch));
  }

  private static String yaml(String patch) {
    return """
    parameters:
    - {name: tag, default: "1"}
    - {name: what, type: enum, values: [a, b], default: a}
    - {name: count, type: integer, default: "3"}
    - {name: on, type: boolean, default: "true"}
    action: {patch: {%s}}
    """
        .formatted(patch);
  }
}
