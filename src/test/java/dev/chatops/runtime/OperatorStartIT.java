package dev.chatops.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorStartIT {

  /// As after CRDs were applied: the API server closes connections of their kinds once.
  @ParameterizedTest
  @ValueSource(strings = {"/chatcommands", "/allowedcommands", "/freezewindows"})
  void startsAlthoughTheFirstListOfAKindIsCutOff(String path) {
    var lost = new AtomicBoolean();
    try (KubernetesClient client = losingOneConnection(path, lost);
        OperatorRole operator = RunningOperator.start(client)) {
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> operator.unready().isEmpty());
    }
    assertThat(lost).isTrue();
  }

  private static KubernetesClient losingOneConnection(String path, AtomicBoolean lost) {
    var interceptor =
        new Interceptor() {
          @Override
          public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (request.uri().getPath().endsWith(path) && lost.compareAndSet(false, true)) {
              // Nobody listens there.
              builder.uri(URI.create("https://127.0.0.1:1/"));
            }
          }
        };
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Cluster.asOperator().getConfiguration())
                .withRequestRetryBackoffLimit(0)
                .build())
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("lost", interceptor))
        .build();
  }
}
