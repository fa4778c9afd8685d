package dev.chatops.manifests;

import static dev.chatops.testing.Refusal.forbidden;
import static dev.chatops.testing.Refusal.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.UserInfo;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A decision is its author's own, and only of those who may approve.
class DecisionAdmissionIT {

  private final TestNamespace shop = Cluster.namespace();
  private final KubernetesClient bob = Cluster.as("bob", "leads");
  private final KubernetesClient gateway = Cluster.asGateway();

  @BeforeEach
  void bobMayApprove() {
    shop.grant("bob", "chatops-approver");
    shop.allow("bob", "approve", "allowedcommands", "deploy-web");
  }

  @Test
  void authorIsStampedWhenItIsAbsent() {
    create(bob, "Approve", "planDigest: abc");

    assertThat(stored().getSpec().author())
        .isEqualTo(new UserInfo("bob", null, List.of("leads", "system:authenticated"), null));
  }

  @Test
  void nobodyDecidesInTheNameOfSomebodyElse() {
    assertThat(refusalOf("Deny", "author: {username: alice}"))
        .isEqualTo(
            forbidden(
                "commanddecisions",
                "spec.author.username must be bob: nobody can decide in the name of somebody"
                    + " else"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          groups: [leads]                                             | groups must be exactly yours: those that kubectl auth whoami prints
          groups: [leads, 'system:authenticated', 'system:masters']   | groups must be exactly yours: those that kubectl auth whoami prints
          groups: [leads, 'system:authenticated'], uid: '1'           | uid must be yours: what kubectl auth whoami prints, or absent where it prints none
          groups: [leads, 'system:authenticated'], extra: {team: [a]} | extra must be yours: what kubectl auth whoami prints, without keys under authentication.kubernetes.io/
          """)
  void authorIsNotForgedInPart(String fields, String sentence) {
    assertThat(refusalOf("Deny", "author: {username: bob, " + fields + "}"))
        .isEqualTo(forbidden("commanddecisions", "spec.author." + sentence));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Approve", "Deny"})
  void theRightToApproveIsNeeded(String decision) {
    shop.grant("eve", "chatops-approver");

    assertThat(Refusal.of(() -> create(Cluster.as("eve"), decision, "planDigest: abc")))
        .isEqualTo(
            forbidden(
                "commanddecisions",
                "eve may not approve or deny deploy-web in %s: this needs the verb approve on"
                        .formatted(shop.name())
                    + " allowedcommands/deploy-web"));
  }

  /// The requester may; who that is only the operator knows.
  @Test
  void cancelIsLeftToTheOperatorToJudge() {
    shop.grant("eve", "chatops-approver");

    create(Cluster.as("eve"), "Cancel", "");

    assertThat(stored().getSpec().author().username()).isEqualTo("eve");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "planDigest: ''"})
  void approvalNamesThePlanThatWasRead(String fields) {
    assertThat(refusalOf("Approve", fields))
        .isEqualTo(
            invalid(
                "commanddecisions",
                "spec.planDigest is missing: copy status.plan.digest of the ChatCommand, so that"
                    + " you approve the plan that you read"));
  }

  @Test
  void originIsNotTyped() {
    assertThat(refusalOf("Deny", "origin: " + Chat.ORIGIN))
        .isEqualTo(
            forbidden(
                "commanddecisions", "spec.origin is set by the chat gateway only: leave it out"));
  }

  @Test
  void administratorOfANamespaceIsNoGateway() {
    shop.allowEverything("nora");

    assertThat(
            Refusal.of(() ->
                    create(
                        Cluster.as("nora"),
                        "Deny",
                        "author: {username: bob}, origin: " + Chat.ORIGIN))
                .sentence())
        .isEqualTo("spec.origin is set by the chat gateway only: leave it out");
  }

  @Test
  void gatewayDecidesForAPersonOfAChat() {
    create(gateway, "Deny", "author: {username: alice, groups: [devs]}, origin: " + Chat.ORIGIN);

    assertThat(stored().getSpec().author().username()).isEqualTo("alice");
  }

  @Test
  void gatewayWithoutAnOriginSpeaksForItself() {
    assertThat(Refusal.of(() -> create(gateway, "Deny", "author: {username: alice}")))
        .isEqualTo(
            forbidden(
                "commanddecisions",
                "spec.author.username must be system:serviceaccount:chatops-system:chatops-gateway:"
                    + " nobody can decide in the name of somebody else"));
  }

  @Test
  void personOfAChatIsNoAccountOfTheSystem() {
    assertThat(
            Refusal.of(() ->
                create(gateway, "Deny", "author: {username: 'system:x'}, origin: " + Chat.ORIGIN)))
        .isEqualTo(
            forbidden(
                "commanddecisions",
                "spec.author.username must not start with system: when the decision comes from a"
                    + " chat"));
  }

  @Test
  void personOfAChatIsInNoGroupOfTheSystem() {
    assertThat(
            Refusal.of(() ->
                create(
                    gateway,
                    "Deny",
                    "author: {username: alice, groups: ['system:nodes']}, origin: " + Chat.ORIGIN)))
        .isEqualTo(
            forbidden(
                "commanddecisions",
                "spec.author.groups must hold no system: group but system:authenticated when the"
                    + " decision comes from a chat"));
  }

  @Test
  void decisionNeverChanges() {
    create(bob, "Deny", "");
    CommandDecision changed = stored();

    Refusal refusal =
        Refusal.of(() ->
            Cluster.admin()
                .resource(changed)
                .patch(
                    PatchContext.of(PatchType.JSON_MERGE),
                    "{\"spec\":{\"decision\":\"Approve\"}}"));

    assertThat(refusal.sentence())
        .endsWith("Forbidden: a CommandDecision never changes; create another one");
  }

  private void create(KubernetesClient by, String decision, String fields) {
    shop.create(by, Chat.decision("mine", decision, fields));
  }

  private Refusal refusalOf(String decision, String fields) {
    return Refusal.of(() -> create(bob, decision, fields));
  }

  private CommandDecision stored() {
    return Cluster.admin()
        .resources(CommandDecision.class)
        .inNamespace(shop.name())
        .withName("mine")
        .get();
  }
}
