package dev.chatops.chat.slack;

import com.slack.api.bolt.App;
import dev.chatops.chat.ChannelState;
import dev.chatops.chat.ChatConnection;
import dev.chatops.chat.inbound.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// A connection to one Slack workspace. One thread opens, watches and opens again, so there are
/// never two attempts at once.
public final class SlackConnection implements ChatConnection {

  private final SlackSettings settings;
  private final InstantSource clock;
  private final SlackPlatform platform;
  private final Channels channels;
  private final ExecutorService workers;
  private final @Nullable HttpIntake http;
  private final Thread watch;
  private volatile @Nullable App app;
  private volatile boolean closed;
  private volatile State state = new State(false, "Connecting", "Not connected to Slack yet.");
  private volatile @Nullable Instant lastEventAt;

  record State(boolean connected, String reason, String message) {}

  /// How patient it is.
  ///
  /// @param answer how long Slack may take to open a connection
  /// @param silence after which a connection counts as deaf; it is pinged three times in it
  /// @param first between an attempt that failed and the next one; doubles
  /// @param longest between two attempts
  /// @param check between two looks at the credentials where Slack calls us
  record Pace(Duration answer, Duration silence, Duration first, Duration longest, Duration check) {

    static final Pace NORMAL =
        new Pace(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5));
  }

  /// What Slack is answered over HTTP.
  public record HttpAnswer(int status, String contentType, String body) {}

  SlackConnection(
      SlackSettings settings,
      Receiver receiver,
      IntSupplier replicas,
      InstantSource clock,
      Pace pace) {
    this.settings = settings;
    this.clock = clock;
    var api = new WebApi(settings.apiUrl(), settings.botToken());
    platform = new SlackPlatform(api, clock);
    channels = new Channels(api, clock);
    String name = "slack-" + settings.workspace();
    workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    http =
        settings.intake() instanceof SlackSettings.Intake.Http(String secret)
            ? new HttpIntake(secret, clock)
            : null;
    var replies = new Replies(settings.workspace(), platform, workers);
    var watch =
        new Watch(
            settings,
            new Identity(settings, api, platform),
            bot ->
                SlackApp.of(
                    new Incoming(settings.workspace(), bot), receiver, replies, channels, clock),
            replicas,
            pace,
            workers,
            this);
    this.watch = Thread.ofPlatform().name(name).daemon().unstarted(watch);
  }

  /// Opens it in the background.
  ///
  /// @param replicas how many processes of ours may be connected at once
  public static SlackConnection open(
      SlackSettings settings, Receiver receiver, IntSupplier replicas) {
    return open(settings, receiver, replicas, InstantSource.system(), Pace.NORMAL);
  }

  static SlackConnection open(
      SlackSettings settings,
      Receiver receiver,
      IntSupplier replicas,
      InstantSource clock,
      Pace pace) {
    var connection = new SlackConnection(settings, receiver, replicas, clock, pace);
    connection.watch.start();
    return connection;
  }

  @Override
  public SlackPlatform platform() {
    return platform;
  }

  @Override
  public Health health() {
    State now = state;
    return new Health(
        now.connected(), now.reason(), now.message(), lastEventAt, platform.lastPostAt());
  }

  @Override
  public ChannelState channel(String id, boolean afresh) {
    return state.connected() ? channels.state(id, afresh) : channels.known(id);
  }

  @Override
  public boolean hasNews(String channel) {
    return channels.hasNews(channel);
  }

  /// A request of Slack, as it came. Blocks until it is stored or refused.
  ///
  /// @param body not decoded, not more than a little over 1 MiB of it
  public HttpAnswer receive(Map<String, List<String>> headers, byte[] body) {
    if (http == null) {
      return new HttpAnswer(404, "text/plain", "This workspace is connected by Socket Mode.");
    }
    HttpAnswer answer = http.receive(headers, body, state.connected() ? app : null);
    if (answer.status() == 200) {
      signOfLife();
    }
    return answer;
  }

  /// From now on events are taken.
  void serving(App app) {
    this.app = app;
  }

  void now(boolean connected, String reason, String message) {
    state = new State(connected, reason, message);
  }

  void signOfLife() {
    lastEventAt = clock.instant();
  }

  boolean closed() {
    return closed;
  }

  /// Waits for what is being handled, a few seconds at most.
  @Override
  public void close() {
    closed = true;
    watch.interrupt();
    try {
      watch.join(Duration.ofSeconds(5));
      workers.shutdown();
      if (!workers.awaitTermination(5, java.util.concurrent.TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    state = new State(false, "Closed", "The connection was closed.");
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
