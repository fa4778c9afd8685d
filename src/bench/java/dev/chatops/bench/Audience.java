package dev.chatops.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatops.testing.Cluster;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/// People with open pages of one namespace. Each page is a connection of its own, as in a browser.
final class Audience implements AutoCloseable {

  private static final Duration JOINING = Duration.ofMinutes(2);

  private final String address;
  private final String stream;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Viewer> viewers = new CopyOnWriteArrayList<>();

  /// @param since version from which on they want to be told
  Audience(String address, String namespace, String since) {
    this.address = address;
    stream = address + "/console/c/" + namespace + "/stream?since=" + since;
  }

  /// When a page was told which version, at the earliest.
  private static final class Viewer implements Flow.Subscriber<String> {
    private final NavigableMap<Long, Long> told = new ConcurrentSkipListMap<>();
    private volatile boolean there;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      there = true;
      if (line.startsWith("id: ")) {
        told.putIfAbsent(Long.parseLong(line.substring("id: ".length())), System.nanoTime());
      }
    }

    @Override
    public void onError(Throwable cause) {
      there = false;
    }

    @Override
    public void onComplete() {
      there = false;
    }
  }

  /// Signs people in and opens pages; all of them are live afterwards.
  void join(int sessions, int pages) throws Exception {
    for (int i = 0; i < sessions; i++) {
      String cookies = signIn();
      for (int page = 0; page < pages; page++) {
        open(cookies);
      }
    }
    Awaitility.await("all are live")
        .atMost(JOINING)
        .until(() -> viewers.stream().allMatch(viewer -> viewer.there));
  }

  private String signIn() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address + "/console/signin"))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "to=&token=" + URLEncoder.encode(Cluster.token("alice"), UTF_8)))
            .build();
    HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() != 303) {
      throw new IllegalStateException("not signed in: " + answer.statusCode());
    }
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .collect(Collectors.joining("; "));
  }

  private void open(String cookies) {
    var viewer = new Viewer();
    viewers.add(viewer);
    var request =
        HttpRequest.newBuilder(URI.create(stream)).header("Cookie", cookies).build();
    var _ = http.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(viewer));
  }

  void awaitVersion(long version, long seconds) {
    Awaitility.await("everybody is told")
        .atMost(Duration.ofSeconds(seconds))
        .until(() ->
            viewers.stream().allMatch(viewer -> viewer.told.ceilingKey(version) != null));
  }

  /// How long each page waited for each version, or for a later one.
  Samples delays(Map<Long, Long> sent) {
    List<Long> delays = new ArrayList<>();
    for (Viewer viewer : viewers) {
      sent.forEach(
          (version, at) -> delays.add(viewer.told.ceilingEntry(version).getValue() - at));
    }
    return Samples.ofNanos(delays);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
