package dev.chatops.chat.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;

/// One connection of Socket Mode, from its opening to its end; it does not come back.
///
/// Slack's own client is not used: it looks for messages 1000 times a second, and several threads
/// of it reconnect, each by itself.
final class SocketSession extends WebSocketClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 4 * 1024 * 1024;

  private static final int AT_ONCE = 64;

  /// How long Slack waits for an acknowledgement.
  private static final Duration USE = Duration.ofSeconds(3);

  /// Why it ended.
  enum End {
    /// Slack asks for another one, and keeps this one until then.
    REPLACE,
    CLOSED,
    /// Nothing came any more, not even an answer to a ping.
    DEAF,
    /// Socket Mode was switched off for the app.
    SWITCHED_OFF
  }

  /// What Slack says first.
  record Hello(int connections, String app) {}

  private final Receiver receiver;
  private final Backlog events;
  private final Executor workers;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final CompletableFuture<Hello> hello = new CompletableFuture<>();
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile long lastSign = System.nanoTime();

  /// Takes an envelope, and blocks for that.
  interface Receiver {

    /// @param came when it was delivered
    /// @return the acknowledgement; empty where Slack shall deliver it again
    Optional<String> receive(String envelope, Instant came);
  }

  /// @param events where events wait; everything else is taken at once
  SocketSession(
      URI address, Duration patience, Receiver receiver, Backlog events, Executor workers) {
    super(
        address,
        new Draft_6455(List.of(), List.of(new Protocol("")), LARGEST),
        null,
        (int) patience.toMillis());
    this.receiver = receiver;
    this.events = events;
    this.workers = workers;
    setConnectionLostTimeout(0);
    setProxy(proxy(address));
    setTcpNoDelay(true);
  }

  private static Proxy proxy(URI address) {
    URI asked = URI.create(address.toString().replaceFirst("^ws", "http"));
    return ProxySelector.getDefault().select(asked).getFirst();
  }

  /// @throws TimeoutException when Slack does not say hello in time
  Hello open(Duration patience) throws InterruptedException, TimeoutException {
    connect();
    try {
      return hello.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new TimeoutException("the connection was refused");
    }
  }

  /// Waits until it ends, and pings meanwhile.
  ///
  /// @param silence how long it may be silent
  End awaitEnd(Duration silence) throws InterruptedException {
    while (true) {
      try {
        return end.get(silence.toMillis() / 3, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (silent().compareTo(silence) > 0) {
          return End.DEAF;
        }
        ping();
      } catch (ExecutionException e) {
        return End.CLOSED;
      }
    }
  }

  /// Since the last sign of life.
  Duration silent() {
    return Duration.ofNanos(System.nanoTime() - lastSign);
  }

  private void ping() {
    try {
      sendPing();
    } catch (WebsocketNotConnectedException e) {
      end.complete(End.CLOSED);
    }
  }

  /// Ends it, politely if the other side still listens.
  void end() throws InterruptedException {
    close();
    try {
      closed.get(1, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      closeConnection(1006, "no answer");
    }
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    lastSign = System.nanoTime();
  }

  @Override
  public void onMessage(String message) {
    lastSign = System.nanoTime();
    JsonNode read;
    try {
      read = JSON.readTree(message);
    } catch (JsonProcessingException e) {
      return;
    }
    switch (read.path("type").asText()) {
      case "hello" ->
          hello.complete(
              new Hello(
                  read.path("num_connections").asInt(1),
                  read.path("connection_info").path("app_id").asText()));
      case "disconnect" ->
          end.complete(
              "link_disabled".equals(read.path("reason").asText())
                  ? End.SWITCHED_OFF
                  : End.REPLACE);
      case "events_api" -> await(message, read);
      default -> work(message);
    }
  }

  /// Events are delivered again, so they may wait; people wait for an answer to everything else.
  private void await(String message, JsonNode read) {
    Instant came = Instant.now();
    String id = read.path("envelope_id").asText();
    JsonNode event = read.path("payload").path("event");
    String key =
        event.has("event_ts")
            ? String.join(
                "/",
                read.path("payload").path("team_id").asText(),
                event.path("type").asText(),
                event.path("channel").asText(),
                event.path("event_ts").asText())
            : id;
    events.add(
        key,
        message.length(),
        () -> receiver.receive(message, came).isPresent(),
        () -> acknowledge(JSON.createObjectNode().put("envelope_id", id).toString()));
  }

  /// Reading stops while there is no room: then Slack waits, not our memory.
  private void work(String message) {
    Instant came = Instant.now();
    try {
      if (!room.tryAcquire(USE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    workers.execute(() -> {
      try {
        receiver.receive(message, came).ifPresent(this::acknowledge);
      } finally {
        room.release();
      }
    });
  }

  private void acknowledge(String answer) {
    try {
      send(answer);
    } catch (WebsocketNotConnectedException e) {
      // Slack delivers again, over another connection.
    }
  }

  @Override
  public void onWebsocketPing(WebSocket socket, Framedata frame) {
    lastSign = System.nanoTime();
    super.onWebsocketPing(socket, frame);
  }

  @Override
  public void onWebsocketPong(WebSocket socket, Framedata frame) {
    lastSign = System.nanoTime();
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    end.complete(End.CLOSED);
    hello.completeExceptionally(new IllegalStateException(reason));
    closed.complete(null);
  }

  @Override
  public void onError(Exception trouble) {
    hello.completeExceptionally(trouble);
  }
}
