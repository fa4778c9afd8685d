package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.CustomKinds;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tools that take orders in the status of their objects: what cmctl and the plugin of Argo
/// Rollouts write there, commands write. The test plays the controllers.
class StatusOrderIT {

  private static final String PAUSED =
      "phase: Paused, message: CanaryPauseStep, currentStepIndex: 1,"
          + " pauseConditions: [{reason: CanaryPauseStep, startTime: '2026-01-01T00:00:00Z'}]";

  private static OperatorRole operator;

  private Workshop shop;
  private ForeignObject certificate;
  private ForeignObject rollout;

  @BeforeAll
  static void start() {
    CustomKinds.installControllers();
    operator = RunningOperator.start();
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @BeforeEach
  void openShop() {
    shop = Workshop.open();
    certificate =
        ForeignObject.made(
            shop,
            """
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata: {name: web-tls}
            spec: {secretName: web-tls}
            """);
    rollout =
        ForeignObject.made(
            shop,
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: web}
            spec: {replicas: 2}
            """);
    shop.namespace().applyExample("infrastructure");
    for (String definition : List.of("renew-web-tls", "promote-web", "abort-web")) {
      shop.awaitJudged(definition, "Ready");
    }
  }

  @Test
  void aCertificateIsRenewed() {
    certificate.says("conditions: [{type: Ready, status: 'True', message: up to date}]");
    shop.ask("renew", "renew-web-tls", "");
    awaitIssuing("True");
    assertThat(conditions()).extracting(c -> c.get("type")).containsExactly("Ready", "Issuing");

    certificate.says("conditions: [{type: Ready, status: 'True', message: issued anew}]");

    assertThatCommand(shop.namespace(), "renew")
        .ends(Reason.COMPLETED)
        .saying(
            "status.conditions[Issuing]: none →"
                + " {\"message\":\"Asked for by a command\",\"reason\":\"ManuallyTriggered\",\"status\":\"True\",\"type\":\"Issuing\"}"
                + " on certificate/web-tls: issued anew");
  }

  /// The condition of a failed issuance stays, and a list of the API holds one of a type.
  @Test
  void aCertificateThatCouldNotBeIssuedIsTriedAgain() {
    certificate.says(
        "conditions: [{type: Issuing, status: 'False', reason: Failed, message: no DNS},"
            + " {type: Ready, status: 'False', message: expired}]");
    shop.ask("renew", "renew-web-tls", "");
    awaitIssuing("True");
    assertThat(conditions()).extracting(c -> c.get("type")).containsExactly("Issuing", "Ready");

    certificate.says(
        "conditions: [{type: Issuing, status: 'False', reason: Failed, message: still no DNS}]");

    assertThatCommand(shop.namespace(), "renew")
        .ends(Reason.FAILED)
        .saying("certificate/web-tls failed: still no DNS");
  }

  @Test
  void whatIsBeingIssuedIsNotOrderedTwice() {
    certificate.says(
        "conditions: [{type: Issuing, status: 'True', reason: ManuallyTriggered,"
            + " message: Asked for by a command}]");
    shop.ask("renew", "renew-web-tls", "");

    assertThatCommand(shop.namespace(), "renew")
        .ends(Reason.ALREADY_APPLIED)
        .saying("certificate/web-tls is as wanted already.");
  }

  @Test
  void aRolloutGoesOnToItsNextPause() {
    rollout.says(PAUSED);
    shop.ask("promote", "promote-web", "");
    Workshop.await(() -> rollout.read().get("status", "pauseConditions") == null);
    Workshop.await(() -> shop.command("promote").getStatus().progress() != null);

    rollout.says("phase: Progressing, message: more replicas need to be updated");
    Workshop.await(
        () -> shop.command("promote").getStatus().progress().message().startsWith("more replicas"));
    rollout.says(PAUSED.replace("Index: 1", "Index: 3"));

    assertThatCommand(shop.namespace(), "promote")
        .ends(Reason.COMPLETED)
        .saying(
            "status.pauseConditions:"
                + " [{\"reason\":\"CanaryPauseStep\",\"startTime\":\"2026-01-01T00:00:00Z\"}] → none on"
                + " rollout/web: paused again");
  }

  @Test
  void aRolloutThatIsNotPausedIsNotPromoted() {
    rollout.says("phase: Progressing");
    shop.ask("promote", "promote-web", "");

    assertThatCommand(shop.namespace(), "promote")
        .ends(Reason.TARGET_UNSUITABLE)
        .saying("rollout/web has another /status/phase than this command is meant for.");
  }

  @Test
  void aRolloutIsAborted() {
    rollout.says(PAUSED);
    shop.ask("abort", "abort-web", "");
    Workshop.await(() -> Boolean.TRUE.equals(rollout.read().get("status", "abort")));

    rollout.says(
        "phase: Degraded, message: 'RolloutAborted: aborted', abortedAt: '2026-01-01T00:01:00Z'");

    assertThatCommand(shop.namespace(), "abort")
        .ends(Reason.COMPLETED)
        .saying("status.abort: none → true on rollout/web: RolloutAborted: aborted");
    assertThat(rollout.read().getMetadata().getAnnotations()).isNullOrEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{phases: Paused} | .status.phases: field not declared in schema",
        "{phase: [Paused]} | .status.phase: expected string",
        "{conditions: [{status: 'True'}]} | status.conditions",
      })
  void valuesThatTheKindDoesNotKnowAreRefused(String status, String why) {
    shop.define(
        "wrong",
        "action: {patch: {target: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web},"
            + " subresource: status, apply: {status: %s}}}".formatted(status));
    shop.awaitJudged("wrong", "Ready");
    shop.ask("wrong", "wrong", "");

    assertThatCommand(shop.namespace(), "wrong").ends(Reason.FAILED);
    assertThat(shop.command("wrong").getStatus().conditions().stream().map(c -> c.message()))
        .anySatisfy(message ->
            assertThat(message).startsWith("The API server refused the change: ").contains(why));
  }

  @Test
  void aKindWithoutAStatusOfItsOwnIsNamedBeforeAnybodyAsks() {
    shop.define(
        "nowhere",
        "action: {patch: {target: {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, name: x},"
            + " subresource: status, merge: {status: {a: 1}}}}");
    shop.awaitJudged("nowhere", "MissingKind");
    shop.ask("nowhere", "nowhere", "");

    assertThatCommand(shop.namespace(), "nowhere")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand nowhere cannot work: spec.action.patch.subresource: the API server knows"
                + " no status of a PriorityClass of its own; leave subresource out.");
  }

  @Test
  void whoMayChangeTheObjectMayNotYetOrderInItsStatus() {
    shop.namespace()
        .allow(
            "system:serviceaccount:" + shop.name() + ":chatops-runner",
            new PolicyRuleBuilder()
                .withApiGroups("argoproj.io")
                .withResources("rollouts")
                .withResourceNames("other")
                .withVerbs("get", "patch")
                .build());
    shop.define(
        "other",
        "action: {patch: {target: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: other},"
            + " subresource: status, merge: {status: {abort: true}}}}");
    shop.awaitJudged("other", "RunnerForbidden");
    shop.ask("other", "other", "");

    assertThatCommand(shop.namespace(), "other")
        .ends(Reason.DEFINITION_NOT_READY)
        .saying(
            "AllowedCommand other cannot work: service account chatops-runner may not patch"
                + " rollouts/status other in "
                + shop.name()
                + "; grant it in a Role of the namespace.");
  }

  private void awaitIssuing(String status) {
    Workshop.await(() ->
        conditions().stream()
            .anyMatch(c -> c.get("type").equals("Issuing") && c.get("status").equals(status)));
  }

  private List<Map<String, String>> conditions() {
    return certificate.read().get("status", "conditions");
  }
}
