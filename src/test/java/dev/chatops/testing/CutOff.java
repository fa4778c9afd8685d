package dev.chatops.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A client whose process dies, as the API server sees it: at one of its writes, before it is sent
/// or before its answer is read, and from then on nothing is heard of it any more.
///
/// Writes are POST and PATCH requests that store something: no dry runs, no reviews.
public final class CutOff implements Interceptor {

  /// Where within the write.
  public enum Point {
    BEFORE_SENDING,
    AFTER_STORING
  }

  private final int fatalWrite;
  private final Point point;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean dead;

  /// @param fatalWrite counted from 1
  public CutOff(int fatalWrite, Point point) {
    this.fatalWrite = fatalWrite;
    this.point = point;
  }

  public KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("cut-off", this))
        .build();
  }

  public boolean isDead() {
    return dead;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!dead && isWrite(request) && point == Point.BEFORE_SENDING) {
      dead = writes.incrementAndGet() == fatalWrite;
    }
    fail();
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (!dead && isWrite(request) && point == Point.AFTER_STORING) {
      dead = writes.incrementAndGet() == fatalWrite;
    }
    fail();
  }

  private void fail() {
    if (dead) {
      throw new IllegalStateException("this process is dead");
    }
  }

  private static boolean isWrite(HttpRequest request) {
    String uri = request.uri().toString();
    return (request.method().equals("POST") || request.method().equals("PATCH"))
        && !uri.contains("dryRun=")
        && !uri.contains("subjectaccessreviews")
        && !uri.contains("/allowedcommands/");
  }
}
