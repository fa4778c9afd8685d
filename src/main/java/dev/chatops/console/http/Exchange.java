package dev.chatops.console.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One request of a browser and its answer. Used by one thread, which may block.
public final class Exchange {

  private static final long SLOWEST_READER = 30;

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?");

  /// Our own pages, and nothing that a browser could take for another host.
  private static final Pattern OWN = Pattern.compile("/console/[A-Za-z0-9/_.?=&%-]*");

  private final RoutingContext context;

  Exchange(RoutingContext context) {
    this.context = context;
  }

  String method() {
    return context.request().method().name();
  }

  String path() {
    return context.request().path();
  }

  /// A part of the path that the route names.
  String path(String name) {
    String value = context.pathParam(name);
    return value == null ? "" : value;
  }

  String query(String name) {
    String value = context.request().getParam(name);
    return value == null ? "" : value;
  }

  /// A field of the form; empty where it was not sent.
  String field(String name) {
    String value = context.request().getFormAttribute(name);
    return value == null ? "" : value;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  @Nullable String cookie(String name) {
    Cookie cookie = context.request().getCookie(name);
    return cookie == null ? null : cookie.getValue();
  }

  /// Whether a script asks, which wants a part of a page.
  boolean partial() {
    return header("HX-Request").isPresent();
  }

  /// As the browser names this server: with the port, where it is not the usual one.
  String host() {
    // In HTTP/2 it is no header.
    HostAndPort authority = context.request().authority();
    return authority == null ? "" : authority.toString();
  }

  /// Whether browser and server are on one machine; then there need be no https.
  boolean loopback() {
    return LOOPBACK.matcher(host()).matches();
  }

  /// Whether the browser really is on this machine.
  boolean fromHere() {
    return loopback()
        && context.request().remoteAddress().host() != null
        && InetAddress.ofLiteral(context.request().remoteAddress().host()).isLoopbackAddress();
  }

  /// The address of one of our pages, as the browser names it; empty where it names none.
  Optional<URI> address(String path) {
    return HOST.matcher(host()).matches()
        ? Optional.of(URI.create((loopback() ? "http://" : "https://") + host() + path))
        : Optional.empty();
  }

  /// Behind the question mark, as it was sent.
  String query() {
    String query = context.request().query();
    return query == null ? "" : query;
  }

  void cookies(List<String> values) {
    values.forEach(value -> context.response().headers().add("Set-Cookie", value));
  }

  void html(int status, String body) {
    send(status, "text/html;charset=utf-8", body);
  }

  void text(int status, String body) {
    send(status, "text/plain;charset=utf-8", body);
  }

  private void send(int status, String type, String body) {
    context.response().setStatusCode(status).putHeader("Content-Type", type).end(body);
  }

  /// To another page of the console: a script loads it, a browser goes there.
  void go(String path) {
    if (partial()) {
      context.response().setStatusCode(200).putHeader("HX-Redirect", path).end();
    } else {
      context.response().setStatusCode(303).putHeader("Location", path).end();
    }
  }

  /// Where somebody wanted to go, as far as that is a page of ours.
  static String own(String path) {
    return OWN.matcher(path).matches() && !path.contains("//") ? path : "/console/";
  }

  /// To the page on which somebody signs in, and back from there.
  void goToSignIn(boolean ended) {
    String back = method().equals("GET") && !partial() ? path() : "/console/";
    go(
        "/console/signin?to="
            + URLEncoder.encode(own(back), StandardCharsets.UTF_8)
            + (ended ? "&ended=1" : ""));
  }

  /// Begins an answer that goes on.
  void stream(Runnable onClose) {
    HttpServerResponse response = context.response();
    response.closeHandler(ignored -> onClose.run());
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream;charset=utf-8")
        // nginx would hold it back.
        .putHeader("X-Accel-Buffering", "no");
  }

  /// Blocks until the browser took it.
  ///
  /// @return false when the browser is gone, or too slow
  boolean write(String part) throws InterruptedException {
    if (context.response().closed()) {
      return false;
    }
    try {
      context
          .response()
          .write(part)
          .toCompletionStage()
          .toCompletableFuture()
          .get(SLOWEST_READER, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      return false;
    }
  }

  void end() {
    if (!context.response().ended() && !context.response().closed()) {
      context.response().end();
    }
  }

  boolean answered() {
    return context.response().headWritten();
  }
}
