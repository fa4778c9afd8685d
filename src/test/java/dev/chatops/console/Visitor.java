package dev.chatops.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatops.testing.Cluster;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody who uses the console without scripts: what a browser sends for links and forms.
public final class Visitor {

  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");

  private final String address;
  private final Map<String, String> cookies;
  private final HttpClient http = HttpClient.newHttpClient();

  Visitor(String address) {
    this(address, new TreeMap<>());
  }

  private Visitor(String address, Map<String, String> cookies) {
    this.address = address;
    this.cookies = cookies;
  }

  String address() {
    return address;
  }

  /// The same person at another replica: a browser does not tell ports of one host apart.
  Visitor at(String other) {
    return new Visitor(other, cookies);
  }

  /// Somebody whose browser keeps cookies from before.
  static Visitor keeping(String address, List<String> cookies) {
    var visitor = new Visitor(address);
    cookies.forEach(visitor::keep);
    return visitor;
  }

  /// The same browser, once more.
  Visitor copy() {
    return new Visitor(address, new TreeMap<>(cookies));
  }

  /// Where a link leads to that leads out of the console; they do not go there.
  URI sentTo(String path) {
    HttpResponse<String> answer = once(request(path).GET().build());
    return URI.create(
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError(answer.body())));
  }

  /// @param status of the page on which they end up
  /// @param path of that page
  public record Seen(int status, String path, String text, HttpHeaders headers) {

    /// A hidden field of the first form that has it.
    String field(String name) {
      Matcher fields = FIELD.matcher(text);
      while (fields.find()) {
        if (fields.group(1).equals(name)) {
          return fields.group(2);
        }
      }
      throw new AssertionError("no field " + name + " in " + text);
    }
  }

  public static Visitor signedIn(String address, String person) {
    var visitor = new Visitor(address);
    Seen page = visitor.post("/console/signin", Map.of("token", Cluster.token(person), "to", ""));
    if (page.status() != 200) {
      throw new AssertionError(page.toString());
    }
    return visitor;
  }

  public Seen get(String path) {
    return send(request(path).GET().build());
  }

  /// As a browser sends a form of a page of ours.
  Seen post(String path, Map<String, String> form) {
    return send(form(path, form).header("Sec-Fetch-Site", "same-origin").build());
  }

  /// As a browser sends a form of another site.
  Seen postFromElsewhere(String path, Map<String, String> form, String header, String value) {
    return send(form(path, form).header(header, value).build());
  }

  HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(address + path));
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request.timeout(Duration.ofSeconds(20));
  }

  private HttpRequest.Builder form(String path, Map<String, String> form) {
    String body =
        new TreeMap<>(form)
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /// Goes where it is sent, as often as that is.
  private Seen send(HttpRequest request) {
    HttpResponse<String> answer = once(request);
    Optional<String> next = answer.headers().firstValue("Location");
    return next.isPresent()
        ? get(next.get())
        : new Seen(answer.statusCode(), answer.uri().getPath(), answer.body(), answer.headers());
  }

  private HttpResponse<String> once(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void keep(String cookie) {
    String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
    if (cookie.contains("; Max-Age=0;")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  /// Types a line into the channel's field and sends it.
  Seen say(String namespace, String text) {
    Seen page = get("/console/c/" + namespace);
    return post("/console/c/" + namespace, said(page, text));
  }

  static Map<String, String> said(Seen page, String text) {
    return Map.of("csrf", page.field("csrf"), "key", page.field("key"), "text", text);
  }

  /// Presses a button of a card.
  Seen decide(String namespace, String command, Map<String, String> form) {
    Seen page = get("/console/c/" + namespace);
    var all = new TreeMap<>(form);
    all.put("csrf", page.field("csrf"));
    return post("/console/c/%s/commands/%s/decision".formatted(namespace, command), all);
  }

  /// The stream of a namespace, which the caller closes.
  InputStream stream(String path, String lastEventId) throws Exception {
    var request = request(path).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new AssertionError("stream: " + answer.statusCode());
    }
    return answer.body();
  }

  /// What the browser keeps, as one text.
  String kept() {
    return cookies.toString();
  }
}
