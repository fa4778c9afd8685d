package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Target;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenialsTest {

  private static final Targets.Runner RUNNER = new Targets.Runner("shop", "chatops-runner");
  private static final Target WEB = new Target(null, "Deployment", "web");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deployments.apps \"web\" is forbidden: User \"system:serviceaccount:shop:chatops-runner\""
            + " cannot patch resource \"deployments\" in API group \"apps\" in the namespace \"shop\" |"
            + " chatops-runner in shop may not do this to Deployment web: grant it the right in a Role"
            + " of the namespace. (It cannot patch resource \"deployments\" in API group \"apps\" in"
            + " the namespace \"shop\")",
        "serviceaccounts \"admin\" is forbidden: User"
            + " \"system:serviceaccount:chatops-system:chatops-operator\" cannot impersonate resource"
            + " \"serviceaccounts\" in API group \"\" in the namespace \"shop\" | The operator may not"
            + " act as chatops-runner: add it to the ClusterRole chatops-operator-runners.",
        "admission webhook \"images.example\" denied the request: not signed | The API server refused"
            + " the change: admission webhook \"images.example\" denied the request: not signed",
      })
  void saysWhoMayNotAndWhatToGrant(String answer, String sentence) {
    assertThat(Denials.explain(refusal(answer), RUNNER, WEB)).isEqualTo(sentence);
  }

  @Test
  void anAnswerWithoutWordsIsToldByItsNumber() {
    assertThat(Denials.message(new KubernetesClientException(null, 403, null)))
        .isEqualTo("status 403");
  }

  private static KubernetesClientException refusal(String message) {
    return new KubernetesClientException(
        "Failure executing: PATCH", 403, new StatusBuilder().withMessage(message).build());
  }
}
