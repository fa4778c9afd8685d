package dev.chatops.runtime;

import dev.chatops.chat.slack.SlackConnection;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where Slack calls workspaces with `mode: Http`: `/slack/<name of the ChatWorkspace>`.
@ApplicationScoped
class SlackEndpoint {

  /// In bytes. Slack's own requests are far smaller.
  private static final long LONGEST = 1 << 20;

  private final Roles roles;

  SlackEndpoint(Roles roles) {
    this.roles = roles;
  }

  void route(@Observes Router router) {
    router
        .post("/slack/:workspace")
        .handler(BodyHandler.create(false).setBodyLimit(LONGEST))
        .blockingHandler(this::receive, false);
  }

  private void receive(RoutingContext request) {
    var slack =
        roles
            .connection(request.pathParam("workspace"))
            .filter(SlackConnection.class::isInstance)
            .map(SlackConnection.class::cast);
    if (slack.isEmpty()) {
      request.response().setStatusCode(404).end();
      return;
    }
    Buffer body = request.body().buffer();
    SlackConnection.HttpAnswer answer =
        slack.get().receive(headers(request), body == null ? new byte[0] : body.getBytes());
    request
        .response()
        .setStatusCode(answer.status())
        .putHeader("Content-Type", answer.contentType())
        .end(answer.body());
  }

  private static Map<String, List<String>> headers(RoutingContext request) {
    return request.request().headers().names().stream()
        .collect(
            Collectors.toMap(
                name -> name,
                request.request().headers()::getAll,
                (a, b) -> a,
                () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
  }
}
