package dev.chatops.chat.slack;

import com.slack.api.bolt.App;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.slack.SlackConnection.Pace;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a connection open until it is closed: who are we, open, watch, and again. Used by one
/// thread.
final class Watch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /// How long Slack may count a connection of ours that has broken down.
  private static final Duration GHOST = Duration.ofMinutes(5);

  private final SlackSettings settings;
  private final Identity identity;
  private final Function<String, App> apps;
  private final IntSupplier replicas;
  private final Pace pace;
  private final Executor workers;
  private final Backlog events;
  private final SlackConnection connection;

  /// When a connection broke down; null before that.
  private @Nullable Long broken;

  /// @param apps makes the Bolt app for the bot's user id
  /// @param replicas how many processes of ours may be connected at once
  Watch(
      SlackSettings settings,
      Identity identity,
      Function<String, App> apps,
      IntSupplier replicas,
      Pace pace,
      Executor workers,
      SlackConnection connection) {
    this.settings = settings;
    this.identity = identity;
    this.apps = apps;
    this.replicas = replicas;
    this.pace = pace;
    this.workers = workers;
    this.events = new Backlog(workers);
    this.connection = connection;
  }

  @Override
  public void run() {
    try {
      keepOpen();
    } finally {
      events.close();
    }
  }

  private void keepOpen() {
    Duration pause = pace.first();
    while (!connection.closed()) {
      try {
        App app = apps.apply(identity.confirm());
        connection.serving(app);
        switch (settings.intake()) {
          case SlackSettings.Intake.Http _ -> listen();
          case SlackSettings.Intake.Socket(String token) -> connect(token, new Envelopes(app));
        }
        pause = pace.first();
      } catch (Identity.Refused e) {
        down(e.reason(), e.advice());
      } catch (DeliveryFailure e) {
        down(e);
        pause = e instanceof DeliveryFailure.RetryAfter wanted ? longer(pause, wanted) : pause;
      } catch (TimeoutException e) {
        down("Unreachable", "Slack opened no connection in time. It is tried again.");
      } catch (InterruptedException e) {
        return;
      }
      try {
        Thread.sleep(
            pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1)));
      } catch (InterruptedException e) {
        return;
      }
      pause = shorter(pause.multipliedBy(2), pace.longest());
    }
  }

  /// Slack calls us; all that can go wrong meanwhile are the credentials.
  private void listen() throws InterruptedException, DeliveryFailure, Identity.Refused {
    while (true) {
      up();
      Thread.sleep(pace.check());
      identity.confirm();
    }
  }

  /// Returns when a connection has ended that had been open.
  private void connect(String token, Envelopes envelopes)
      throws InterruptedException, DeliveryFailure, Identity.Refused, TimeoutException {
    @Nullable SocketSession before = null;
    try {
      while (true) {
        SocketSession session = open(token, envelopes, before);
        SocketSession.End end;
        try {
          end = session.awaitEnd(pace.silence());
        } catch (InterruptedException e) {
          session.end();
          throw e;
        }
        before = session;
        if (end == SocketSession.End.DEAF || end == SocketSession.End.CLOSED) {
          broken = System.nanoTime();
        }
        switch (end) {
          // The old one serves meanwhile. However often Slack asks, it is not more than one a
          // second.
          case REPLACE -> Thread.sleep(pace.first());
          case CLOSED -> {
            down("Disconnected", "Slack closed the connection. It is opened again.");
            return;
          }
          case DEAF -> {
            down("Deaf", "Nothing came from Slack any more. The connection is opened again.");
            return;
          }
          case SWITCHED_OFF ->
              throw new Identity.Refused(
                  "SocketModeOff", "Socket Mode is off for the app. Switch it on in its settings.");
        }
      }
    } finally {
      if (before != null) {
        before.end();
      }
    }
  }

  /// @param before still open, as Slack asks, until this one is
  private SocketSession open(String token, Envelopes envelopes, @Nullable SocketSession before)
      throws InterruptedException, DeliveryFailure, Identity.Refused, TimeoutException {
    var api = new WebApi(settings.apiUrl(), token);
    String url = api.call(methods -> methods.appsConnectionsOpen(open -> open)).getUrl();
    var session =
        new SocketSession(
            URI.create(url),
            pace.answer(),
            (envelope, came) -> {
              connection.signOfLife();
              return envelopes.receive(envelope, came);
            },
            events,
            workers);
    boolean opened = false;
    try {
      SocketSession.Hello hello = session.open(pace.answer());
      identity.confirmApp(hello.app());
      alone(hello.connections() - (before == null ? 0 : 1) - ghosts());
      opened = true;
    } finally {
      if (!opened) {
        session.end();
      }
    }
    if (before != null) {
      before.end();
    }
    up();
    return session;
  }

  /// Slack gives each event to one connection at random: with another one, half of them would be
  /// lost to us.
  private void alone(int connections) throws Identity.Refused {
    if (connections > replicas.getAsInt()) {
      throw new Identity.Refused(
          "ForeignConnection",
          "The app has %d connections, %d of them ours: another program uses its token. End it, or"
                  .formatted(connections, replicas.getAsInt())
              + " make an app for this cluster.");
    }
  }

  private int ghosts() {
    return broken != null && System.nanoTime() - broken < GHOST.toNanos() ? 1 : 0;
  }

  private void up() {
    connection.signOfLife();
    if (!connection.health().connected()) {
      LOG.info("Connected to {}", settings);
    }
    connection.now(true, "Connected", "Connected to Slack.");
  }

  private void down(DeliveryFailure failure) {
    switch (failure) {
      case DeliveryFailure.Unauthorised refused ->
          down(
              "InvalidCredentials",
              "Slack refuses the credentials: %s. Store valid ones in the Secret."
                  .formatted(refused.getMessage()));
      case DeliveryFailure.Rejected refused ->
          down("Refused", "Slack refuses the connection: %s.".formatted(refused.reason()));
      case DeliveryFailure.RetryAfter wanted ->
          down("RateLimited", "Slack has %s.".formatted(wanted.getMessage()));
      case DeliveryFailure.Unreachable _, DeliveryFailure.Unknown _ ->
          down("Unreachable", "Slack does not answer. It is tried again.");
    }
  }

  private void down(String reason, String message) {
    LOG.warn("Not connected to {}: {}", settings, message);
    connection.now(false, reason, message);
  }

  private static Duration longer(Duration pause, DeliveryFailure.RetryAfter wanted) {
    return pause.compareTo(wanted.pause()) > 0 ? pause : wanted.pause();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
