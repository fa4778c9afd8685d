package dev.chatops.console.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The way to the API server for people with a token of their own. All of them share connections,
/// nobody shares credentials: those of this process are never on this way.
public final class Gate implements AutoCloseable {

  /// Somebody waits in front of a page.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KubernetesClient nobody;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param ours tells where the API server is, and whom to trust
  public Gate(Config ours) {
    nobody = new KubernetesClientBuilder().withConfig(withoutCredentials(ours)).build();
  }

  /// What is known of the server, named one by one: whatever else a configuration may come to hold
  /// stays behind.
  private static Config withoutCredentials(Config ours) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(ours.getMasterUrl())
        .withCaCertData(ours.getCaCertData())
        .withCaCertFile(ours.getCaCertFile())
        .withTrustCerts(ours.isTrustCerts())
        .withDisableHostnameVerification(ours.isDisableHostnameVerification())
        .withHttpProxy(ours.getHttpProxy())
        .withHttpsProxy(ours.getHttpsProxy())
        .withNoProxy(ours.getNoProxy())
        .withProxyUsername(ours.getProxyUsername())
        .withProxyPassword(ours.getProxyPassword())
        .withRequestTimeout((int) PATIENCE.toMillis())
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  /// A client that is somebody. It costs nothing and need not be closed.
  public KubernetesClient as(String token) {
    var http =
        nobody
            .getHttpClient()
            .newBuilder()
            // In its place: nothing may look for other credentials.
            .addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, new Bearer(token))
            .build();
    return new KubernetesClientImpl(
        http, nobody.getConfiguration(), () -> threads, nobody.getKubernetesSerialization());
  }

  private record Bearer(String token) implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      builder.setHeader("Authorization", "Bearer " + token);
    }

    @Override
    public String toString() {
      return "Bearer";
    }
  }

  @Override
  public void close() {
    nobody.close();
    threads.close();
  }
}
