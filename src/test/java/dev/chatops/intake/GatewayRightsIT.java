package dev.chatops.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.intake.token.SigningKeys;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.Refusal;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the gateway's account may do with Secrets: no more than its buttons and connections need.
class GatewayRightsIT {

  private static final String OURS = "chatops-system";

  private final KubernetesClient gateway = Cluster.asGateway();

  @Test
  void gatewaysThatStartAtOnceAgreeOnTheirKeys() throws Exception {
    Cluster.admin()
        .resource(signing())
        .edit(secret -> {
          secret.setData(null);
          return secret;
        });
    Set<String> keys = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts =
          IntStream.range(0, 5)
              .<Callable<SortedMap<String, byte[]>>>mapToObj(
                  i -> () -> SigningKeys.read(gateway, OURS))
              .toList();
      for (var read : threads.invokeAll(starts)) {
        keys.add(Base64.getEncoder().encodeToString(read.get().get("key-1")));
      }
    }

    assertThat(keys).hasSize(1).containsExactlyElementsOf(signing().getData().values());
  }

  @Test
  void gatewayMakesNoSecretAndListsNone() {
    Secret other =
        new SecretBuilder()
            .withNewMetadata()
            .withName("of-its-own")
            .withNamespace(OURS)
            .addToAnnotations("kubernetes.io/service-account.name", "chatops-operator")
            .endMetadata()
            .withType("kubernetes.io/service-account-token")
            .build();

    assertThat(Refusal.of(() -> gateway.resource(other).create()).by()).isEqualTo("RBAC");
    assertThat(Refusal.of(() -> gateway.secrets().inNamespace(OURS).list()).by()).isEqualTo("RBAC");
    assertThat(
            Refusal.of(() -> gateway.secrets().inNamespace("default").withName("any").get()).by())
        .isEqualTo("RBAC");
    assertThat(Refusal.of(() -> gateway.resource(signing()).delete()).by()).isEqualTo("RBAC");
  }

  @Test
  void keysSecretNeverHoldsTheTokenOfAnAccount() {
    assertThat(
            Refusal.of(
                    () -> {
                      Secret secret = signing();
                      secret.setType("kubernetes.io/service-account-token");
                      gateway.resource(secret).update();
                    })
                .code())
        .isEqualTo(422);
  }

  private static Secret signing() {
    return Cluster.admin().secrets().inNamespace(OURS).withName("chatops-signing").get();
  }
}
