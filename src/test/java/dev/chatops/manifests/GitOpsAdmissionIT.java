package dev.chatops.manifests;

import static dev.chatops.testing.Refusal.forbidden;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import dev.chatops.testing.TestNamespace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders do not live in Git: what a tool creates again would be carried out again.
class GitOpsAdmissionIT {

  private static final String SENTENCE =
      "a %s does not belong in Git: once its retention has deleted it, Argo CD, Flux or Helm would"
          + " create it again, and so carry it out again. Create it with kubectl or from chat.";

  private final TestNamespace shop = Cluster.namespace();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels: {kustomize.toolkit.fluxcd.io/name: shop}",
        "labels: {helm.toolkit.fluxcd.io/name: shop}",
        "annotations: {argocd.argoproj.io/tracking-id: 'shop:chatops.dev/ChatCommand:shop/mine'}",
        "annotations: {meta.helm.sh/release-name: shop}"
      })
  void objectsThatAToolKeepsAreRefusedWhoeverCreatesThem(String mark) {
    for (String order :
        new String[] {Chat.command("mine", "scale-web", ""), Chat.decision("mine", "Deny", "")}) {
      String marked = order.replace("name: mine", "name: mine\n  " + mark);

      assertThat(Refusal.of(() -> shop.create(Cluster.admin(), marked)))
          .isEqualTo(forbidden("gitops", SENTENCE.formatted(kindOf(order))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"argocd-application-controller", "kustomize-controller", "helm-controller"})
  void toolsThemselvesAreRefused(String tool) {
    String user = shop.serviceAccount(tool);
    shop.grant(user, "chatops-requester");
    shop.allow(user, "run", "allowedcommands", "scale-web");

    assertThat(
            Refusal.of(() ->
                shop.create(
                    Cluster.asServiceAccount(shop.name(), tool),
                    Chat.command("mine", "scale-web", ""))))
        .isEqualTo(forbidden("gitops", SENTENCE.formatted("ChatCommand")));
  }

  private static String kindOf(String yaml) {
    return yaml.contains("kind: ChatCommand") ? "ChatCommand" : "CommandDecision";
  }
}
