package dev.chatops.command;

import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What a command costs the API server.
class WriteBudgetIT {

  private final List<String> writes = new CopyOnWriteArrayList<>();

  @Test
  void aCommandIsWrittenAtItsStartAtItsChangeAndAtItsEndWithTwoEvents() {
    Workshop shop = Workshop.open();
    shop.deployment("web", "1");
    // Ends at once: a rollout of more than 5 s would report its progress.
    shop.define("pause-web", "action: {pause: {target: {kind: Deployment, name: web}}}\n");
    Workshop.await(() -> shop.deployment("web").getStatus().getReadyReplicas() == 1);

    try (KubernetesClient client = counting();
        OperatorRole _ = RunningOperator.start(client)) {
      shop.ask("one", "pause-web", "");
      assertThatCommand(shop.namespace(), "one").ends(Reason.COMPLETED);
      Workshop.await(() -> inNamespace(shop).size() >= 5);
    }

    assertThat(inNamespace(shop))
        .containsExactly(
            "PATCH chatcommands/one/status",
            "PATCH deployments/web",
            "POST events",
            "PATCH chatcommands/one/status",
            "POST events");
  }

  /// Without what was tried without effect, and without the status of definitions.
  private List<String> inNamespace(Workshop shop) {
    String prefix = "/namespaces/" + shop.name() + "/";
    return writes.stream()
        .filter(w -> w.contains(prefix) && !w.contains("dryRun="))
        .filter(w -> !w.contains("/allowedcommands/"))
        .map(w ->
            w.substring(0, w.indexOf(' ') + 1)
                + w.substring(w.indexOf(prefix) + prefix.length()).replaceFirst("\\?.*", ""))
        .toList();
  }

  private KubernetesClient counting() {
    Interceptor counter =
        new Interceptor() {
          @Override
          public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (!request.method().equals("GET")) {
              writes.add(request.method() + " " + request.uri());
            }
          }
        };
    return new KubernetesClientBuilder()
        .withConfig(Cluster.asOperator().getConfiguration())
        .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("count", counter))
        .build();
  }
}
