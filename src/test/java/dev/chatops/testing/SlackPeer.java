package dev.chatops.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/// A process of its own that plays Slack: `tools/peers/peers slack`. What people do there is told
/// to it; what they see is read from it.
public final class SlackPeer implements AutoCloseable {

  public static final String TEAM = "T0PEER";
  public static final String APP = "A0PEER";
  public static final String BOT = "U0CHATOPS";
  public static final String BOT_TOKEN = "xoxb-peer";
  public static final String APP_TOKEN = "xapp-peer";

  /// The bot is in it.
  public static final String SHOP = "C0SHOP";

  /// The bot is not in it.
  public static final String ALIEN = "C0ALIEN";

  public static final String ALICE = "U0ALICE";
  public static final String BOB = "U0BOB";

  /// Alice's conversation with the bot.
  public static final String ALICE_DIRECT = "D0ALICE";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private SlackPeer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  public static SlackPeer start() {
    return start(0);
  }

  /// @param port where another one was before
  public static SlackPeer start(int port) {
    try {
      Process process =
          new ProcessBuilder("tools/peers/peers", "slack", String.valueOf(port))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var output =
          new BufferedReader(
              new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = output.readLine();
      if (line == null || !line.startsWith("listening on ")) {
        process.destroyForcibly();
        throw new IllegalStateException("the peer does not listen: " + line);
      }
      return new SlackPeer(process, line.substring("listening on ".length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return url;
  }

  public String apiUrl() {
    return url + "/api/";
  }

  public int port() {
    return URI.create(url).getPort();
  }

  /// Does one thing of `slack/control.js`.
  ///
  /// @return what came of it, such as whether the app acknowledged
  public JsonNode control(String name, Map<String, ?> how) {
    return control(name, how, Duration.ofSeconds(30));
  }

  private JsonNode control(String name, Map<String, ?> how, Duration patience) {
    try {
      var request =
          java.net.http.HttpRequest.newBuilder(URI.create(url + "/control/" + name))
              .header("content-type", "application/json")
              .timeout(patience)
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(how)))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(name + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public JsonNode say(String user, String channel, String text) {
    return control("say", Map.of("user", user, "channel", channel, "text", text));
  }

  public JsonNode slash(String user, String channel, String text) {
    return control("slash", Map.of("user", user, "channel", channel, "text", text));
  }

  /// What somebody says in the channel.
  public record Line(String user, String text) {}

  /// What became of a message.
  ///
  /// @param sent when it was delivered first, in ms since 1970
  /// @param ms until it was acknowledged
  /// @param attempts 1 where it was acknowledged at once
  public record Taken(double sent, double ms, int attempts, boolean acknowledged) {}

  /// After what pauses Slack delivers an event again that was not acknowledged.
  public static final List<Duration> SLACKS =
      List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5));

  /// The same, for those who cannot wait so long.
  public static final List<Duration> SHORTER =
      List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(30));

  /// Says so many messages a second, evenly, and waits until each is acknowledged or was delivered
  /// once more after each pause.
  public List<Taken> load(int rate, String channel, List<Line> messages, List<Duration> pauses) {
    var how =
        Map.of(
            "rate", rate,
            "channel", channel,
            "messages", messages,
            "pauses", pauses.stream().map(Duration::toMillis).toList());
    Duration patience =
        pauses.stream().reduce(Duration.ofSeconds(60 + messages.size() / rate), Duration::plus);
    return stream(control("load", how, patience).path("taken"))
        .map(each ->
            new Taken(
                each.path("sent").asDouble(),
                each.path("ms").asDouble(),
                each.path("attempts").asInt(),
                each.path("acknowledged").asBoolean()))
        .toList();
  }

  public JsonNode press(String user, String channel, String ts, String actionId) {
    return control(
        "press", Map.of("user", user, "channel", channel, "ts", ts, "action_id", actionId));
  }

  public JsonNode submit(String view, Map<String, String> values) {
    return control("submit", Map.of("view_id", view, "values", values));
  }

  /// The next calls of a method go wrong.
  public void fault(String method, int times, String what, Object value) {
    control("fault", Map.of("method", method, "times", times, what, value));
  }

  public JsonNode state() {
    try {
      var request = java.net.http.HttpRequest.newBuilder(URI.create(url + "/state")).build();
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// In the order in which they were said.
  public Stream<JsonNode> messages(String channel) {
    return stream(state().path("messages").path(channel));
  }

  public Stream<JsonNode> ephemerals() {
    return stream(state().path("ephemerals"));
  }

  /// The newest modal that is open.
  public JsonNode view() {
    return stream(state().path("views"))
        .reduce((first, second) -> second)
        .map(shown -> shown.get("view"))
        .orElseThrow(() -> new AssertionError("no modal is open"));
  }

  public long calls(String method) {
    return stream(state().path("calls"))
        .filter(call -> method.equals(call.path("method").asText()))
        .count();
  }

  /// What became of connections so far: `opened` and `closed`, in order.
  public List<String> connections() {
    return stream(state().path("connections")).map(JsonNode::asText).toList();
  }

  public int sockets() {
    return state().path("sockets").asInt();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  @Override
  public void close() {
    process.destroy();
    Awaitility.await("the peer has ended").until(() -> !process.isAlive());
    http.close();
  }
}
