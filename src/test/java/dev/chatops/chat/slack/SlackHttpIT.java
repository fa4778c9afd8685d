package dev.chatops.chat.slack;

import static dev.chatops.testing.SlackPeer.ALICE;
import static dev.chatops.testing.SlackPeer.SHOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatops.chat.Button;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.Place;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.testing.SlackPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Slack calls us, over HTTP.
class SlackHttpIT extends SlackFixture {

  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

  private HttpServer server;

  @Override
  SlackSettings.Intake intake() {
    return new SlackSettings.Intake.Http(SECRET);
  }

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/slack/acme", this::pass);
    server.start();
    peer.control("endpoint", Map.of("url", url(), "secret", SECRET));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/slack/acme";
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    var answer = connection.receive(exchange.getRequestHeaders(), body);
    byte[] content = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().add("content-type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  @Test
  void commandMessageButtonAndFormComeThroughTheSameHandlers() throws Exception {
    connected();
    var card =
        Conversation.card("Waits.", Conversation.button("deny", "token-1", Button.Asks.REASON));
    var ref =
        connection
            .platform()
            .create(new Place("acme", SHOP, null), card, new MessageKey("uid-1", "card"));

    JsonNode slash = peer.slash(ALICE, SHOP, "grüße &lt;web&gt; a&amp;b=c+d%20");
    peer.say(ALICE, SHOP, called("list"));
    peer.press(ALICE, SHOP, SlackMessage.of(ref).ts(), "chatops.deny.reason");
    peer.submit(peer.view().path("id").asText(), Map.of("typed", "zu früh"));

    assertThat(slash.path("payload").path("response_type").asText()).isEqualTo("in_channel");
    assertThat(conversation.heard()).hasSize(3);
    assertThat(((Inbound.Said) conversation.heard().getFirst()).pieces())
        .containsExactly(new Piece.Typed("grüße <web> a&b=c+d%20"));
    assertThat(((Inbound.Pressed) conversation.last()).typed()).isEqualTo("zu früh");
  }

  @Test
  void whatCouldNotBeStoredIsRefusedSoThatSlackDeliversAgain() {
    conversation.answering(new Answer.NotNow(Conversation.card("Not recorded yet.")));
    connected();

    JsonNode first = peer.say(ALICE, SHOP, called("list"));
    conversation.answering(new Answer.Taken());
    JsonNode second = peer.control("redeliver", Map.of("same", true));

    assertThat(first.path("status").asInt()).isEqualTo(503);
    assertThat(second.path("status").asInt()).isEqualTo(200);
    assertThat(conversation.heard().getFirst().source().intent())
        .isEqualTo(conversation.last().source().intent());
    assertThat(peer.ephemerals()).isEmpty();
  }

  @Test
  void aSlashCommandIsAsOldAsItsSignature() {
    connected();
    peer.slash(ALICE, SHOP, "list");

    Instant sentAt = conversation.last().source().sentAt();
    assertThat(sentAt).isEqualTo(sentAt.truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void onlyWhatSlackSignedNowForThisWorkspaceIsRead() {
    connected();
    String body = "{\"type\":\"url_verification\",\"challenge\":\"c1\"}";
    Instant now = Instant.now();

    var good = send(SECRET, now, body);
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.body()).isEqualTo("c1");
    assertThat(send("other", now, body).status()).isEqualTo(401);
    assertThat(send("", now, body).status()).isEqualTo(401);
    assertThat(send("---", now, body).status()).isEqualTo(401);
    assertThat(send(SECRET, now.minus(Duration.ofMinutes(6)), body).status()).isEqualTo(401);
    assertThat(send(SECRET, now.plus(Duration.ofMinutes(6)), body).status()).isEqualTo(401);
    assertThat(connection.receive(Map.of(), body.getBytes(UTF_8)).status()).isEqualTo(401);
    assertThat(send(SECRET, now, "x".repeat(1024 * 1024 + 1)).status()).isEqualTo(413);
    assertThat(send("other", now, "{\"type\":\"event_callback\"}").status()).isEqualTo(401);
    assertThat(send(SECRET, now, "{\"type\":\"event_callback\"}").status()).isEqualTo(400);
    assertThat(send(SECRET, now, "payload=%7Bnonsense").status()).isEqualTo(400);
    assertThat(send(SECRET, now, "nonsense").status()).isEqualTo(400);
    assertThat(conversation.heard()).isEmpty();
  }

  private SlackConnection.HttpAnswer send(String secret, Instant at, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    String time = String.valueOf(at.getEpochSecond());
    String signature =
        secret.isEmpty() ? "v0=" + "0".repeat(64) : Signature.of(secret, time, bytes);
    return connection.receive(
        Map.of(HttpIntake.TIME, List.of(time), HttpIntake.SIGNATURE, List.of(signature)), bytes);
  }

  @Test
  void withoutASigningSecretNothingIsTaken() {
    var settings =
        new SlackSettings(
            "acme",
            new SlackSettings.Intake.Http(" "),
            SlackPeer.BOT_TOKEN,
            peer.apiUrl(),
            SlackPeer.TEAM,
            null,
            null);
    open(settings, () -> 1);
    awaitReason("InvalidCredentials");

    assertThat(connection.health().message()).contains("signing secret is empty");
    assertThat(send("---", Instant.now(), "{}").status()).isEqualTo(401);
  }

  @Test
  void credentialsThatAreTakenAwayAreNoticed() {
    connected();

    peer.fault("auth.test", Integer.MAX_VALUE, "error", "token_revoked");
    awaitReason("InvalidCredentials");
    assertThat(connection.health().message()).contains("token_revoked");

    peer.fault("auth.test", 0, "error", "token_revoked");
    awaitReason("Connected");
  }

  @Test
  void overASocketNothingIsTakenByHttp() {
    var settings =
        new SlackSettings(
            "acme",
            new SlackSettings.Intake.Socket(SlackPeer.APP_TOKEN),
            SlackPeer.BOT_TOKEN,
            peer.apiUrl(),
            SlackPeer.TEAM,
            null,
            null);
    open(settings, () -> 1);

    assertThat(send(SECRET, Instant.now(), "{}").status()).isEqualTo(404);
  }
}
