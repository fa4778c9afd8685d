package dev.chatops.manifests;

import static dev.chatops.testing.Refusal.forbidden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.Manifests;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What became of a command is written by the operator, is never rewritten, and nobody can forge
/// it.
class StatusAdmissionIT {

  private static final String NOT_THE_GATEWAYS =
      "a chat gateway may change only status.delivery and the condition Reported";
  private static final String TIME = "2026-01-31T13:00:00Z";

  private static final String PLAN =
      "{digest: first, summary: nothing, changes: [],"
          + " target: {apiVersion: apps/v1, kind: Deployment, name: web}}";

  private final TestNamespace shop = Cluster.namespace();
  private final KubernetesClient operator = Cluster.asOperator();
  private final KubernetesClient gateway = Cluster.asGateway();

  @BeforeEach
  void aCommandIsStored() {
    shop.create(Cluster.admin(), Chat.command("mine", "scale-web", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{finishedAt: '" + TIME + "'}",
        "{startedAt: '" + TIME + "'}",
        "{plan: " + PLAN + "}",
        "{delivery: {state: Posted}}",
        "{targetKey: x}"
      })
  void administratorOfANamespaceForgesNothing(String status) {
    shop.allowEverything("nora");

    assertThat(Refusal.of(() -> write(Cluster.as("nora"), status)))
        .isEqualTo(
            forbidden(
                "chatcommands-status",
                "nora may not write the status of a ChatCommand: only the operator and the chat"
                    + " gateway do"));
  }

  @Test
  void operatorTellsTheWholeStoryOfACommand() {
    assertThatCode(
            () -> {
              write(operator, running());
              write(operator, condition("Succeeded", "Unknown", "Running", "2 of 3"));
              write(
                  operator,
                  "{finishedAt: '%s', conditions: [%s]}"
                      .formatted(TIME, conditionOf("Succeeded", "True", "Completed", "3 of 3")));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void gatewayWritesDeliveryAndReported() {
    write(operator, condition("Succeeded", "Unknown", "Running", "2 of 3"));

    write(
        gateway,
        "{delivery: {state: Posted}, conditions: [%s, %s]}"
            .formatted(
                conditionOf("Succeeded", "Unknown", "Running", "2 of 3"),
                conditionOf("Reported", "True", "Posted", "posted")));

    assertThat(shop.command("mine").getStatus().conditions()).hasSize(2);
  }

  @Test
  void gatewayWritesReportedByServerSideApplyBesideTheOperator() {
    write(operator, condition("Authorized", "True", "Allowed", "alice may"));
    applyReported("False", "Waiting");
    writeBySsa(operator, "operator", conditionOf("Succeeded", "Unknown", "Running", "2 of 3"));

    applyReported("True", "Posted");

    assertThat(shop.command("mine").getStatus().conditions()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{observedGeneration: 1}",
        "{definition: {uid: '1', generation: 1}}",
        "{plan: " + PLAN + "}",
        "{targetKey: x}",
        "{startedAt: '" + TIME + "'}",
        "{finishedAt: '" + TIME + "'}",
        "{deadline: '" + TIME + "'}",
        "{expireHour: 2026-01-31T13}",
        "{progress: {done: 1, total: 3, message: started}}",
        "{output: {text: done}}",
        "{result: {image: a}}"
      })
  void gatewayWritesNoOtherField(String status) {
    assertThat(Refusal.of(() -> write(gateway, status)))
        .isEqualTo(forbidden("chatcommands-status", NOT_THE_GATEWAYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Succeeded", "Approved", "Authorized", "Finished"})
  void gatewayWritesNoOtherCondition(String type) {
    assertThat(Refusal.of(() -> write(gateway, condition(type, "True", "Completed", "done"))))
        .isEqualTo(forbidden("chatcommands-status", NOT_THE_GATEWAYS));
  }

  @Test
  void gatewayTakesNothingAway() {
    write(operator, running());

    assertThat(Refusal.of(() -> write(gateway, "{plan: null}")))
        .isEqualTo(forbidden("chatcommands-status", NOT_THE_GATEWAYS));
    assertThat(Refusal.of(() -> write(gateway, "{conditions: null, startedAt: null}")))
        .isEqualTo(forbidden("chatcommands-status", NOT_THE_GATEWAYS));
  }

  @Test
  void startIsNotMoved() {
    write(operator, running());

    for (String status :
        new String[] {"{startedAt: null}", "{startedAt: '2026-02-01T00:00:00Z'}"}) {
      assertThat(Refusal.of(() -> write(operator, status)))
          .isEqualTo(
              forbidden("chatcommands-status", "status.startedAt is set once and never changes"));
    }
  }

  @Test
  void planStandsOnceTheCommandHasStarted() {
    write(operator, "{plan: " + PLAN + "}");
    write(operator, running());

    for (String status : new String[] {"{plan: null}", "{plan: {digest: other}}"}) {
      assertThat(Refusal.of(() -> write(operator, status)))
          .isEqualTo(
              forbidden(
                  "chatcommands-status", "status.plan never changes once status.startedAt is set"));
    }
  }

  @Test
  void endIsNotMovedEvenByTheAdministrator() {
    write(operator, "{finishedAt: '" + TIME + "'}");

    for (String status :
        new String[] {"{finishedAt: null}", "{finishedAt: '2026-02-01T00:00:00Z'}"}) {
      assertThat(Refusal.of(() -> write(Cluster.admin(), status)))
          .isEqualTo(
              forbidden("chatcommands-status", "status.finishedAt is set once and never changes"));
    }
  }

  @Test
  void outcomeIsNotRewritten() {
    write(operator, condition("Succeeded", "False", "Forbidden", "alice may not"));

    for (String status :
        new String[] {
          condition("Succeeded", "True", "Completed", "done"),
          condition("Succeeded", "Unknown", "Running", "again"),
          condition("Succeeded", "False", "Forbidden", "another sentence"),
          "{conditions: []}"
        }) {
      assertThat(Refusal.of(() -> write(operator, status)))
          .isEqualTo(
              forbidden(
                  "chatcommands-status",
                  "the condition Succeeded never changes once it is True or False"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AllowedCommand", "CommandDecision"})
  void statusOfTheOtherKindsIsTheOperators(String kind) {
    shop.allowEverything("nora");
    shop.create(Cluster.admin(), Chat.decision("mine", "Deny", ""));
    shop.apply(Chat.definition("mine", ""));
    String status = "{conditions: [" + conditionOf("Ready", "True", "Valid", "fine") + "]}";

    Refusal refusal = Refusal.of(() -> write(Cluster.as("nora"), kind, status));
    write(operator, kind, status);

    assertThat(refusal)
        .isEqualTo(
            forbidden(
                "status",
                "nora may not write the status of this " + kind + ": only the operator does"));
  }

  @Test
  void whatIsKnownOfAChatIsTheGateways() {
    shop.allowEverything("nora");
    shop.apply(Chat.channel("mine"));
    String status = "{conditions: [" + conditionOf("Ready", "True", "Ready", "fine") + "]}";

    Refusal administrators = Refusal.of(() -> write(Cluster.as("nora"), "ChatChannel", status));
    Refusal operators = Refusal.of(() -> write(operator, "ChatChannel", status));
    write(gateway, "ChatChannel", status);

    assertThat(administrators)
        .isEqualTo(
            forbidden(
                "status",
                "nora may not write the status of this ChatChannel: only the chat gateway does"));
    assertThat(operators.by()).isEqualTo("RBAC");
  }

  @Test
  void statusIsNotWrittenThroughTheObjectItself() {
    shop.allowEverything("nora");

    Cluster.as("nora")
        .resource(identity("ChatCommand"))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"finishedAt\":\"" + TIME + "\"}}");

    assertThat(shop.command("mine").getStatus().finishedAt()).isNull();
  }

  private static String running() {
    return "{startedAt: '%s', plan: %s}".formatted(TIME, PLAN);
  }

  private static String condition(String type, String status, String reason, String message) {
    return "{conditions: [" + conditionOf(type, status, reason, message) + "]}";
  }

  private static String conditionOf(String type, String status, String reason, String message) {
    return "{type: %s, status: '%s', reason: %s, message: '%s', lastTransitionTime: '%s', observedGeneration: 1}"
        .formatted(type, status, reason, message, TIME);
  }

  private void write(KubernetesClient by, String status) {
    write(by, "ChatCommand", status);
  }

  private void write(KubernetesClient by, String kind, String status) {
    by.resource(identity(kind))
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), Manifests.tree("status: " + status).toString());
  }

  private void applyReported(String status, String reason) {
    writeBySsa(gateway, "gateway", conditionOf("Reported", status, reason, "posted"));
  }

  private void writeBySsa(KubernetesClient by, String manager, String condition) {
    var applied = identity("ChatCommand");
    applied.setAdditionalProperty("status", Manifests.tree("conditions: [" + condition + "]"));
    var context =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(manager)
            .withForce(true)
            .build();
    by.resource(applied).subresource("status").patch(context, Serialization.asJson(applied));
  }

  private GenericKubernetesResource identity(String kind) {
    return Manifests.parse(
        """
        apiVersion: chatops.dev/v1alpha1
        kind: %s
        metadata: {name: mine, namespace: %s}
        """
            .formatted(kind, shop.name()));
  }
}
