package dev.chatops.chat.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what Slack sends over a socket.
final class Envelopes {

  private static final Logger LOG = LoggerFactory.getLogger(Envelopes.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final App app;
  private final SocketModeRequestParser parser;

  Envelopes(App app) {
    this.app = app;
    this.parser = new SocketModeRequestParser(app.config());
  }

  /// What a Bolt context says of an event: when it was delivered, in ms since 1970.
  static final String CAME = "came";

  /// The acknowledgement; empty where Slack shall deliver again.
  Optional<String> receive(String message, Instant came) {
    try {
      SocketModeRequest request = parser.parse(message);
      if (request == null || request.getBoltRequest() == null) {
        return Optional.empty();
      }
      request
          .getBoltRequest()
          .getContext()
          .getAdditionalValues()
          .put(CAME, Long.toString(came.toEpochMilli()));
      Response response = app.run(request.getBoltRequest());
      return Optional.of(acknowledged(request.getEnvelope().getEnvelopeId(), response));
    } catch (Replies.NotStored e) {
      return Optional.empty();
    } catch (Exception e) {
      LOG.error("An envelope of Slack failed", e);
      return Optional.empty();
    }
  }

  private static String acknowledged(String id, Response response) throws JsonProcessingException {
    ObjectNode answer = JSON.createObjectNode().put("envelope_id", id);
    if (response.getBody() != null) {
      answer.set("payload", JSON.readTree(response.getBody()));
    }
    return answer.toString();
  }
}
