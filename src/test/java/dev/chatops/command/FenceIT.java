package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatops.action.Action;
import dev.chatops.action.Actions;
import dev.chatops.action.Effect;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Planning;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.ActionSpec;
import dev.chatops.api.v1alpha1.DeployAction;
import dev.chatops.api.v1alpha1.PatchAction;
import dev.chatops.api.v1alpha1.RestartAction;
import dev.chatops.api.v1alpha1.ScaleAction;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An effect that was planned before the target changed is refused by the API server itself.
class FenceIT {

  private static final Target WEB = new Target(null, "Deployment", "web");
  private static final Action DEPLOY =
      Actions.of(
          new ActionSpec(
              new DeployAction(WEB, "web", "registry.example/shop/web:2"),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null));
  private static final Action SCALE =
      Actions.of(
          new ActionSpec(
              null,
              new ScaleAction(WEB, "+1", null, null),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null));
  private static final Action RESTART =
      Actions.of(
          new ActionSpec(
              null,
              null,
              new RestartAction(WEB),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null));

  private static final Action PATCH =
      Actions.of(
          new ActionSpec(
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              new PatchAction(
                  WEB,
                  null,
                  (ObjectNode) Manifests.tree("spec: {revisionHistoryLimit: 3}"),
                  null,
                  null,
                  null),
              null,
              null));

  private static final TestNamespace SHOP = Cluster.namespace();

  private final Targets targets =
      new Targets(Cluster.asOperator(), new Kinds(Cluster.asOperator()));
  private final Survey survey = new Survey(targets);
  private final Targets.Runner runner = new Targets.Runner(SHOP.name(), "chatops-runner");

  @BeforeEach
  void openShop() {
    Cluster.admin().apps().deployments().inNamespace(SHOP.name()).withName("web").delete();
    SHOP.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 0
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              initContainers: [{name: init, image: 'registry.example/shop/init:1'}]
              containers: [{name: web, image: 'registry.example/shop/web:1'}]
        """);
    awaitRest();
  }

  static Stream<Arguments> changes() {
    String sameValueAgain = "spec: {minReadySeconds: 1}";
    return Stream.of(
        Arguments.argumentSet("another generation", DEPLOY, sameValueAgain),
        Arguments.argumentSet("another generation", RESTART, sameValueAgain),
        Arguments.argumentSet("another generation", PATCH, sameValueAgain),
        Arguments.argumentSet("another version", SCALE, sameValueAgain),
        Arguments.argumentSet(
            "another command's mark alone, which leaves the generation", DEPLOY, mark("another")),
        Arguments.argumentSet("another command's mark alone", RESTART, mark("another")),
        Arguments.argumentSet("another command's mark alone", PATCH, mark("another")),
        Arguments.argumentSet("another version by its mark alone", SCALE, mark("another")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void anEffectIsFencedByWhateverChangedSinceThePlan(Action action, String change) {
    Plan plan = plan(action, "c-1");
    edit(change);
    awaitRest();
    Deployment before = SHOP.deployment("web");

    assertThat(apply(plan.effect(), "c-1")).isEqualTo(new Writes.Attempt.Fenced());

    assertThat(SHOP.deployment("web").getSpec()).isEqualTo(before.getSpec());
    assertThat(SHOP.deployment("web").getMetadata().getAnnotations())
        .isEqualTo(before.getMetadata().getAnnotations());
  }

  @ParameterizedTest
  @MethodSource("actions")
  void anEffectIsFencedByTheUidOfItsTarget(Action action) {
    Plan plan = plan(action, "c-1");
    openShop();

    assertThat(apply(plan.effect(), "c-1")).isEqualTo(new Writes.Attempt.Fenced());
    assertThat(SHOP.deployment("web").getMetadata().getGeneration()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void ofTwoEffectsOfOnePlanTheSecondIsFenced(Action action) {
    Plan plan = plan(action, "c-1");

    assertThat(apply(plan.effect(), "c-1")).isInstanceOf(Writes.Attempt.Applied.class);
    assertThat(apply(plan.effect(), "c-1")).isEqualTo(new Writes.Attempt.Fenced());
    assertThat(SHOP.deployment("web").getMetadata().getGeneration()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void anEffectOnAMissingTargetIsFenced(Action action) {
    Plan plan = plan(action, "c-1");
    Cluster.admin().apps().deployments().inNamespace(SHOP.name()).withName("web").delete();

    assertThat(apply(plan.effect(), "c-1")).isEqualTo(new Writes.Attempt.Fenced());
  }

  static Stream<Action> actions() {
    return Stream.of(DEPLOY, SCALE, RESTART, PATCH);
  }

  @Test
  void aRevertBetweenTwoAttemptsIsNotUndone() {
    Plan plan = plan(DEPLOY, "c-1");
    apply(plan.effect(), "c-1");
    awaitRest();
    edit(
        "spec: {template: {spec: {containers: [{name: web, image: 'registry.example/shop/web:1'}]}}}");

    // The value is the old one again, the generation and the mark are not.
    assertThat(apply(plan.effect(), "c-1")).isEqualTo(new Writes.Attempt.Fenced());
    assertThat(target().json().at("/spec/template/spec/containers/0/image").asText())
        .endsWith("web:1");
  }

  @Test
  void theScaleKeepsNoAnnotationSoTheFieldManagerIsItsMark() {
    var command = new dev.chatops.api.v1alpha1.ChatCommand();
    command.getMetadata().setUid("c-1");
    assertThat(Mark.isOn(target(), command)).isFalse();

    Plan plan = plan(SCALE, "c-1");
    new Writes(targets).apply(runner, WEB, plan.effect(), Mark.fieldManager(command, plan));

    assertThat(Mark.isOn(target(), command)).isTrue();
    assertThat(target().lastCommand()).isEmpty();
    awaitRest();
    edit("spec: {replicas: 3}");
    assertThat(Mark.isOn(target(), command)).isFalse();
  }

  @Test
  void tryingOutStoresNothing() {
    for (Action action : actions().toList()) {
      String version = target().resourceVersion();

      Writes.Attempt tried =
          new Writes(targets).tryOut(runner, WEB, plan(action, "c-1").effect(), "chatops.dev-c-1");

      assertThat(tried).isInstanceOf(Writes.Attempt.Applied.class);
      assertThat(target().resourceVersion()).isEqualTo(version);
    }
  }

  @Test
  void whatTheApiServerFindsInvalidIsRefusedNotFenced() {
    var patch = ((Effect.Patch) plan(DEPLOY, "c-1").effect()).operations();
    patch.addObject().put("op", "add").put("path", "/spec/minReadySeconds").put("value", -1);

    assertThat(apply(new Effect.Patch(Effect.Part.OBJECT, patch), "c-1"))
        .isEqualTo(
            new Writes.Attempt.Refused(
                "The API server refused the change: Deployment.apps \"web\" is invalid:"
                    + " spec.minReadySeconds: Invalid value: -1: must be greater than or equal to"
                    + " 0"));
  }

  private Plan plan(Action action, String uid) {
    var facts =
        survey
            .of(
                runner,
                action,
                new Facts.Order(uid, Duration.ofMinutes(15), Duration.ofDays(14), false),
                Instant.parse("2026-01-31T12:00:00Z"))
            .orElseThrow();
    return ((Planning.Planned) action.plan(facts)).plan();
  }

  private Writes.Attempt apply(Effect effect, String uid) {
    return new Writes(targets).apply(runner, WEB, effect, "chatops.dev-" + uid);
  }

  private Workload target() {
    JsonNode json = targets.read(runner, WEB).orElseThrow().json();
    return new Workload(json);
  }

  private static String mark(String uid) {
    return "metadata: {annotations: {chatops.dev/last-command: %s}}".formatted(uid);
  }

  /// The controller, which writes status and annotations, has seen the target as it is.
  private static void awaitRest() {
    Workshop.await(() -> {
      Deployment web = SHOP.deployment("web");
      return web.getMetadata().getGeneration().equals(web.getStatus().getObservedGeneration())
          && web.getStatus().getConditions().stream()
              .anyMatch(c -> c.getReason().equals("NewReplicaSetAvailable"));
    });
  }

  private static void edit(String change) {
    Workshop.edit(SHOP, "web", change);
  }
}
