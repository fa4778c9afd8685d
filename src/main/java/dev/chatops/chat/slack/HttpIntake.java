package dev.chatops.chat.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.slack.api.bolt.App;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what Slack sends to our address. Nothing reads a request before its size and signature are
/// known to be right.
final class HttpIntake {

  static final String TIME = "X-Slack-Request-Timestamp";
  static final String SIGNATURE = "X-Slack-Signature";
  static final int MOST = 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(HttpIntake.class);

  private final String secret;
  private final InstantSource clock;

  HttpIntake(String secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /// @param app null while we do not know yet who we are in Slack
  SlackConnection.HttpAnswer receive(
      Map<String, List<String>> headers, byte[] body, @Nullable App app) {
    if (body.length > MOST) {
      return refused(413, "too large");
    }
    var read = new RequestHeaders(headers);
    if (!Signature.valid(
        secret, read.getFirstValue(TIME), read.getFirstValue(SIGNATURE), body, clock.instant())) {
      return refused(401, "not signed by Slack");
    }
    if (app == null) {
      return refused(503, "not ready");
    }
    Request<?> request = parsed(read, body, app);
    return request == null ? refused(400, "not understood") : run(app, request);
  }

  private static @Nullable Request<?> parsed(RequestHeaders headers, byte[] body, App app) {
    try {
      return new SlackRequestParser(app.config())
          .parse(
              SlackRequestParser.HttpRequest.builder()
                  .requestUri("")
                  .remoteAddress("")
                  .queryString(Map.of())
                  .requestBody(new String(body, UTF_8))
                  .headers(headers)
                  .build());
    } catch (RuntimeException e) {
      LOG.warn("A signed request was not understood: {}", e.toString());
      return null;
    }
  }

  private static SlackConnection.HttpAnswer run(App app, Request<?> request) {
    try {
      Response response = app.run(request);
      String content = response.getBody() == null ? "" : response.getBody();
      return new SlackConnection.HttpAnswer(
          response.getStatusCode(), response.getContentType(), content);
    } catch (Replies.NotStored e) {
      return refused(503, "not stored");
    } catch (Exception e) {
      LOG.error("A request of Slack failed", e);
      return refused(500, "failed");
    }
  }

  private static SlackConnection.HttpAnswer refused(int status, String why) {
    return new SlackConnection.HttpAnswer(status, "text/plain", why);
  }
}
