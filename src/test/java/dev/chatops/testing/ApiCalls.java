package dev.chatops.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A client that remembers what it asked of the API server.
public final class ApiCalls implements Interceptor {

  private final List<String> calls = new CopyOnWriteArrayList<>();

  public KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("calls", this))
        .build();
  }

  /// The requests within a namespace, or about one that the whole cluster answers, in the order of
  /// sending: method and path, without the part before the resource.
  public List<String> within(String namespace) {
    String prefix = "/namespaces/" + namespace + "/";
    return calls.stream()
        .filter(call -> call.contains(prefix) || call.contains("reviews"))
        .map(call -> call.replaceFirst("/apis?/.*" + prefix, ""))
        .toList();
  }

  public void forget() {
    calls.clear();
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    URI uri = request.uri();
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    String kind =
        query.contains("dryRun=")
            ? "DRY-RUN"
            : query.contains("watch=true") ? "WATCH" : request.method();
    calls.add(kind + " " + uri.getPath());
  }
}
