package dev.chatops.action.patch;

import static dev.chatops.action.Given.COMMAND_UID;
import static dev.chatops.action.Given.facts;
import static dev.chatops.action.Given.operations;
import static dev.chatops.action.Given.planned;
import static dev.chatops.action.Given.refused;
import static dev.chatops.action.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Effect;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Trial;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.PatchAction.Subresource;
import dev.chatops.api.v1alpha1.PatchOperation;
import dev.chatops.api.v1alpha1.PatchOperation.Op;
import dev.chatops.api.v1alpha1.PlannedChange;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchPlannerTest {

  private static final Target SHOP = new Target("engine.example/v1", "Site", "shop");

  private static final String SITE =
      """
      apiVersion: engine.example/v1
      kind: Site
      metadata: {name: shop, uid: u-1, generation: 7, resourceVersion: '70'}
      spec: {suspend: false, weight: 10, sources: [{ref: a}, {ref: b}], auth: {password: hush}}
      status: {phase: Idle}
      """;

  @Test
  void aValueIsSetWhereItWasReadAndTheMarkWithIt() {
    Plan plan = planned(merge(SITE, "{spec: {suspend: true}}"));

    assertThat(plan.summary()).isEqualTo("spec.suspend: false → true on site/shop");
    assertThat(plan.changes()).containsExactly(new PlannedChange("spec.suspend", "false", "true"));
    assertThat(operations(plan.effect()))
        .containsExactly(
            "test /metadata/uid \"u-1\"",
            "test /metadata/generation 7",
            "test /metadata/annotations null",
            "add /metadata/annotations {\"chatops.dev/last-command\":\"%s\"}"
                .formatted(COMMAND_UID),
            "test /spec/suspend false",
            "add /spec/suspend true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{spec: {suspend: false}}",
        "{spec: {weight: 10.0}}",
        "{spec: {sources: [{ref: a}, {ref: b}]}}"
      })
  void whatIsAsWantedIsLeftAlone(String change) {
    assertThat(merge(SITE, change))
        .isEqualTo(new Planning.Unchanged("site/shop is as wanted already."));
  }

  @Test
  void whatIsNotThereNeedsNotBeRemoved() {
    assertThat(json(SITE, "[{op: remove, path: /spec/other/deep}]"))
        .isEqualTo(new Planning.Unchanged("site/shop is as wanted already."));
  }

  @Test
  void membersThatAreMissingAreMadeAsAWhole() {
    Plan plan = planned(merge(SITE, "{operation: {sync: {revision: main}}}"));

    assertThat(operations(plan.effect()))
        .endsWith("test /operation null", "add /operation {\"sync\":{\"revision\":\"main\"}}");
    assertThat(plan.changes())
        .containsExactly(
            new PlannedChange("operation", null, "{\"sync\":{\"revision\":\"main\"}}"));
  }

  @Test
  void anAnnotationIsOneValueBesideTheMark() {
    Plan plan = planned(merge(SITE, "{metadata: {annotations: {argo.example/refresh: hard}}}"));

    assertThat(plan.summary())
        .isEqualTo("metadata.annotations[argo.example/refresh]: none → hard on site/shop");
    assertThat(operations(plan.effect()))
        .endsWith(
            "test /metadata/annotations/argo.example~1refresh null",
            "add /metadata/annotations/argo.example~1refresh \"hard\"");
  }

  @Test
  void operationsReachIntoListsWhichAreFencedAsAWhole() {
    Plan plan =
        planned(
            json(
                SITE,
                "[{op: test, path: /status/phase, value: Idle},"
                    + " {op: replace, path: /spec/sources/0/ref, value: c},"
                    + " {op: remove, path: /spec/weight}]"));

    assertThat(plan.summary()).isEqualTo("2 values of site/shop");
    assertThat(operations(plan.effect()))
        .endsWith(
            "test /status/phase \"Idle\"",
            "test /spec/sources [{\"ref\":\"a\"},{\"ref\":\"b\"}]",
            "add /spec/sources [{\"ref\":\"c\"},{\"ref\":\"b\"}]",
            "test /spec/weight 10",
            "remove /spec/weight null");
  }

  @Test
  void itemsAreInsertedAndRemovedByTheirPlace() {
    assertThat(
            planned(
                    json(
                        SITE,
                        "[{op: add, path: /spec/sources/1, value: {ref: x}},"
                            + " {op: remove, path: /spec/sources/0}]"))
                .changes())
        .containsExactly(
            new PlannedChange(
                "spec.sources",
                "[{\"ref\":\"a\"},{\"ref\":\"b\"}]",
                "[{\"ref\":\"x\"},{\"ref\":\"b\"}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{op: test, path: /status/phase, value: Busy}"
            + " | has another /status/phase than this command is meant for.",
        "{op: replace, path: /spec/other, value: 1} | has no /spec/other to replace.",
        "{op: add, path: /spec/other/deep, value: 1} | has no place for /spec/other/deep.",
        "{op: add, path: /spec/sources/3, value: 1} | has no place for /spec/sources/3.",
        "{op: add, path: /spec/sources/last, value: 1} | has no place for /spec/sources/last.",
        "{op: add, path: /spec/weight/deep, value: 1} | has no place for /spec/weight/deep.",
      })
  void whatDoesNotFitTheObjectIsRefused(String operation, String why) {
    assertThat(json(SITE, "[" + operation + "]"))
        .isEqualTo(refused(Reason.TARGET_UNSUITABLE, "site/shop " + why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"template", "jobTemplate", "containers", "initContainers"})
  void whatProgramsRunIsNotRemovedWithWhatIsAboveIt(String member) {
    String site = SITE.replace("auth: {password: hush}", "a: {list: [{%s: x}]}".formatted(member));

    assertThat(json(site, "[{op: remove, path: /spec/a}]"))
        .isEqualTo(
            refused(
                Reason.TARGET_UNSUITABLE,
                "site/shop says at spec.a what programs run, which no patch changes."));
    assertThat(json(site, "[{op: replace, path: /spec, value: {suspend: true}}]"))
        .isInstanceOf(Planning.Refused.class);
  }

  @Test
  void moreChangesThanPeopleReadAreRefused() {
    String many =
        String.join(
            ", ", java.util.stream.IntStream.range(0, 17).mapToObj(i -> "a" + i + ": 1").toList());

    assertThat(json(SITE, "[{op: replace, path: /spec/auth, value: {%s}}]".formatted(many)))
        .isEqualTo(
            refused(
                Reason.TARGET_UNSUITABLE,
                "site/shop would have 18 values changed; 16 are the most."));
  }

  @Test
  void aSecretIsNotShownButCounts() {
    Plan one = planned(merge(SITE, "{spec: {auth: {password: one}}}"));
    Plan other = planned(merge(SITE, "{spec: {auth: {password: other}}}"));

    assertThat(one.changes())
        .containsExactly(new PlannedChange("spec.auth.password", "[redacted]", "[redacted]"));
    assertThat(one.summary()).doesNotContain("hush", "one ");
    assertThat(one.wanted()).isNotEqualTo(other.wanted());
  }

  @Test
  void whatAGitOpsToolOwnsIsLeftToIt() {
    String owned =
        SITE.replace(
            "resourceVersion: '70'",
            "managedFields: [{manager: argocd-controller, fieldsV1: {f:spec: {f:suspend: {}}}}]");

    assertThat(merge(owned, "{spec: {weight: 20, suspend: true}}"))
        .isEqualTo(
            refused(
                Reason.OWNED_BY_GITOPS,
                "Argo CD owns spec.suspend on site/shop and would undo the change: change it in"
                    + " Git."));
    assertThat(merge(owned, "{spec: {weight: 20}}")).isInstanceOf(Planning.Planned.class);
  }

  @Test
  void thePointersAreThoseOfTheDefinition() {
    assertThat(patch("{spec: {suspend: true, a: {b/c: [1]}}}", null).pointers())
        .containsExactly("/spec/suspend", "/spec/a/b~1c");
    assertThat(
            patch(
                    null,
                    "[{op: test, path: /status/phase, value: Idle}, {op: remove, path: /spec/x}]")
                .pointers())
        .containsExactly("/spec/x");
  }

  /// A status keeps no annotations, so that the resource version is what the change holds on to.
  @Test
  void anOrderInAStatusHoldsOnToTheVersionThatWasRead() {
    PatchPlanner promote =
        new PatchPlanner(
            new PatchAction(
                SHOP,
                Subresource.STATUS,
                null,
                operationsOf("[{op: remove, path: /status/pause}]"),
                null,
                null));

    Plan plan =
        planned(
            promote.plan(facts(workload(SITE.replace("phase: Idle", "pause: [{reason: Step}]")))));

    assertThat(plan.effect())
        .isInstanceOfSatisfying(
            Effect.Patch.class, patch -> assertThat(patch.part()).isEqualTo(Effect.Part.STATUS));
    assertThat(operations(plan.effect()))
        .containsExactly(
            "test /metadata/uid \"u-1\"",
            "test /metadata/resourceVersion \"70\"",
            "test /status/pause [{\"reason\":\"Step\"}]",
            "remove /status/pause null");
    assertThat(promote.pointers()).isEmpty();
  }

  @Test
  void anApplyIsTheDifferenceThatTheApiServerTells() {
    PatchPlanner renew = applied("{status: {conditions: [{type: Issuing, status: 'True'}]}}");
    Workload before =
        workload(SITE.replace("phase: Idle", "conditions: [{type: Ready, status: 'True'}]"));
    Workload after =
        workload(
            SITE.replace(
                    "phase: Idle",
                    "conditions: [{type: Ready, status: 'True'}, {type: Issuing, status: 'True'}]")
                .replace("uid: u-1", "uid: u-1, managedFields: [{manager: x}]"));

    Plan plan = planned(renew.plan(facts(before).with(new Trial.Answer.Gives(after))));

    assertThat(plan.summary())
        .isEqualTo(
            "status.conditions[Issuing]: none → {\"type\":\"Issuing\",\"status\":\"True\"} on"
                + " site/shop");
    assertThat(operations(plan.effect()))
        .endsWith(
            "test /status/conditions [{\"type\":\"Ready\",\"status\":\"True\"}]",
            "add /status/conditions [{\"type\":\"Ready\",\"status\":\"True\"},"
                + "{\"type\":\"Issuing\",\"status\":\"True\"}]");
    assertThat(renew.plan(facts(before).with(new Trial.Answer.Gives(before))))
        .isEqualTo(new Planning.Unchanged("site/shop is as wanted already."));
  }

  @Test
  void whatTheApiServerRefusesToApplyIsRefused() {
    PatchPlanner renew = applied("{status: {conditions: []}}");

    assertThat(
            renew.plan(
                facts(workload(SITE))
                    .with(new Trial.Answer.Refused("The kind has no conditions."))))
        .isEqualTo(new Planning.Refused(Reason.FAILED, "The kind has no conditions."));
  }

  /// Only what differs is shown of a list whose items have a name, so that nobody has to look for
  /// it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{name: a, v: 1}, {name: b, v: 1}] | spec.sources[b]: {\"name\":\"b\",\"v\":2} →"
            + " {\"name\":\"b\",\"v\":1} on site/shop",
        "[{name: a, v: 1}] | spec.sources[b]: {\"name\":\"b\",\"v\":2} → none on site/shop",
        "[{name: b, v: 2}, {name: a, v: 1}] | spec.sources: [{\"name\":\"a\",\"v\":1},"
            + "{\"name\":\"b\",\"v\":2}] → [{\"name\":\"b\",\"v\":2},{\"name\":\"a\",\"v\":1}]"
            + " on site/shop",
        "[{name: a, v: 1}, {name: a, v: 2}] | spec.sources: [{\"name\":\"a\",\"v\":1},"
            + "{\"name\":\"b\",\"v\":2}] → [{\"name\":\"a\",\"v\":1},{\"name\":\"a\",\"v\":2}]"
            + " on site/shop",
      })
  void ofAListOfNamedItemsThoseThatDifferAreShown(String wanted, String summary) {
    String object = SITE.replace("[{ref: a}, {ref: b}]", "[{name: a, v: 1}, {name: b, v: 2}]");

    assertThat(planned(merge(object, "{spec: {sources: %s}}".formatted(wanted))).summary())
        .isEqualTo(summary);
  }

  private static PatchPlanner applied(String values) {
    return new PatchPlanner(
        new PatchAction(
            SHOP,
            Subresource.STATUS,
            null,
            null,
            (ObjectNode) dev.chatops.action.Given.json(values),
            null));
  }

  private static Planning merge(String object, String change) {
    return patch(change, null).plan(facts(workload(object)));
  }

  private static Planning json(String object, String operations) {
    return patch(null, operations).plan(facts(workload(object)));
  }

  private static PatchPlanner patch(
      @org.jspecify.annotations.Nullable String merge,
      @org.jspecify.annotations.Nullable String operations) {
    return new PatchPlanner(
        new PatchAction(
            SHOP,
            null,
            merge == null ? null : (ObjectNode) dev.chatops.action.Given.json(merge),
            operations == null ? null : operationsOf(operations),
            null,
            null));
  }

  private static List<PatchOperation> operationsOf(String yaml) {
    return StreamSupport.stream(dev.chatops.action.Given.json(yaml).spliterator(), false)
        .map(o ->
            new PatchOperation(
                Op.valueOf(o.path("op").asText().toUpperCase(Locale.ROOT)),
                o.path("path").asText(),
                o.get("value")))
        .toList();
  }
}
