package dev.chatops.manifests;

import static dev.chatops.testing.Refusal.forbidden;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The chat gateway speaks for people of a chat, and for nobody else.
class GatewayAdmissionIT {

  private final TestNamespace shop = Cluster.namespace();
  private final KubernetesClient gateway = Cluster.asGateway();

  @Test
  void gatewayAsksForAPersonOfAChat() {
    create(gateway, "requester: {username: alice, groups: [devs]}, origin: " + Chat.ORIGIN);

    var spec = shop.command("cc-1").getSpec();
    assertThat(spec.requester().username()).isEqualTo("alice");
    assertThat(spec.origin().channel()).isEqualTo("C1");
  }

  @Test
  void whoLeavesOutTheOriginSpeaksForThemselves() {
    assertThat(refusalOf("requester: {username: alice, groups: [devs]}"))
        .isEqualTo(
            forbidden(
                "chatcommands",
                "spec.requester.username must be system:serviceaccount:chatops-system:chatops-gateway:"
                    + " nobody can ask in the name of somebody else"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"system:admin", "system:serviceaccount:kube-system:namespace-controller"})
  void personOfAChatIsNoAccountOfTheSystem(String user) {
    assertThat(refusalOf("requester: {username: '%s'}, origin: %s".formatted(user, Chat.ORIGIN)))
        .isEqualTo(
            forbidden(
                "chatcommands",
                "spec.requester.username must not start with system: when the command comes from a"
                    + " chat"));
  }

  @Test
  void requesterIsNotLeftOutByTheGateway() {
    assertThat(refusalOf("origin: " + Chat.ORIGIN).sentence())
        .isEqualTo(
            "spec.requester.username must not start with system: when the command comes from a"
                + " chat");
  }

  @Test
  void personOfAChatIsInNoGroupOfTheSystem() {
    assertThat(
            refusalOf(
                "requester: {username: alice, groups: ['system:authenticated', 'system:masters']},"
                    + " origin: "
                    + Chat.ORIGIN))
        .isEqualTo(
            forbidden(
                "chatcommands",
                "spec.requester.groups must hold no system: group but system:authenticated when the"
                    + " command comes from a chat"));
  }

  @Test
  void personOfAChatIsAuthenticated() {
    create(
        gateway,
        "requester: {username: alice, groups: ['system:authenticated', devs]}, origin: "
            + Chat.ORIGIN);

    assertThat(shop.command("cc-1").getSpec().requester().groups())
        .containsExactly("system:authenticated", "devs");
  }

  /// RBAC's `*` in a namespace holds the verb attest there: it must not count.
  @Test
  void administratorOfANamespaceIsNoGateway() {
    shop.allowEverything("nora");
    KubernetesClient nora = Cluster.as("nora");

    assertThat(
            Refusal.of(() ->
                create(
                    nora,
                    "requester: {username: bob, groups: ['system:masters']}, origin: "
                        + Chat.ORIGIN)))
        .isEqualTo(
            forbidden("chatcommands", "spec.origin is set by the chat gateway only: leave it out"));
    assertThat(Refusal.of(() -> create(nora, "requester: {username: bob}")).sentence())
        .isEqualTo(
            "spec.requester.username must be nora: nobody can ask in the name of somebody else");
  }

  private void create(KubernetesClient by, String fields) {
    shop.create(by, Chat.command("cc-1", "scale-web", fields));
  }

  private Refusal refusalOf(String fields) {
    return Refusal.of(() -> create(gateway, fields));
  }
}
