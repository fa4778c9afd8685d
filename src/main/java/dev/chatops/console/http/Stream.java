package dev.chatops.console.http;

import dev.chatops.console.Console;
import dev.chatops.console.feed.Channel;
import dev.chatops.console.feed.Entry;
import dev.chatops.console.feed.Inbox;
import dev.chatops.console.session.Session;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What happens in a namespace, told as it happens (server-sent events).
///
/// Each event is the newest state of one command and carries the version of the cluster's state
/// that it brings its reader to: who comes back with it, to this or another process, is told what
/// changed meanwhile.
final class Stream {

  /// Between two questions to a cluster that does not answer.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Pattern PATH = Pattern.compile("/console/c/[^/]+/stream");
  private static final String SIGNED_OUT = "event: signedout\ndata: -\n\n";

  private final CardPrinter cards;

  Stream(CardPrinter cards) {
    this.cards = cards;
  }

  void follow(Console console, Exchange exchange, Session session) throws InterruptedException {
    String namespace = exchange.path("namespace");
    if (!StartPages.isNamespace(namespace) || !mayFollow(console, session, namespace)) {
      exchange.text(HttpURLConnection.HTTP_FORBIDDEN, "");
      return;
    }
    Channel channel = console.channels().of(namespace);
    var inbox = new Inbox();
    long since =
        Entry.version(exchange.header("Last-Event-ID").orElseGet(() -> exchange.query("since")));
    channel.follow(inbox, since);
    try {
      exchange.stream(inbox::close);
      tell(console, exchange, session, channel, inbox, since);
    } finally {
      channel.leave(inbox);
      exchange.end();
    }
  }

  /// While the cluster does not answer one may: the stream says so, and tells nothing else.
  private static boolean mayFollow(Console console, Session session, String namespace) {
    try {
      return console.permissions().mayRead(session, namespace);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
        throw e;
      }
      return true;
    }
  }

  /// Whether a page asks for its stream, which it does by itself.
  static boolean isAskedFor(Exchange exchange) {
    return PATH.matcher(exchange.path()).matches();
  }

  /// The answer to a page that comes back to its stream when its session has ended.
  static void signedOut(Exchange exchange) throws InterruptedException {
    exchange.stream(() -> {});
    exchange.write(SIGNED_OUT);
    exchange.end();
  }

  private void tell(
      Console console, Exchange exchange, Session session, Channel channel, Inbox inbox, long since)
      throws InterruptedException {
    long version = since;
    boolean inStep = true;
    boolean renewable = !session.isDue(console.clock().instant());
    boolean there = exchange.write("retry: 1000\n\n");
    // Only a request can hand the next token to the browser: it comes back by itself, with one.
    while (there && !(renewable && session.isDue(console.clock().instant()))) {
      List<Entry> news = inbox.await(HEARTBEAT);
      Right right = right(console, session, exchange.path("namespace"));
      if (right == Right.GONE) {
        exchange.write(SIGNED_OUT);
        return;
      }
      Optional<String> told = right == Right.HELD ? told(console, session, news) : Optional.empty();
      boolean now = told.isPresent() && channel.isInStep();
      var text = new StringBuilder(now == inStep ? ": here\n\n" : state(now));
      inStep = now;
      if (told.isPresent()) {
        for (Entry entry : news) {
          version = Math.max(version, entry.version());
        }
        text.append(told.get());
        if (!news.isEmpty()) {
          text.append("id: ").append(version).append("\n\n");
        }
      } else {
        news.forEach(inbox::putBack);
      }
      there = exchange.write(text.toString());
      if (told.isEmpty()) {
        Thread.sleep(PAUSE);
      }
    }
  }

  /// Empty while the cluster does not say what they may do with a card.
  private Optional<String> told(Console console, Session session, List<Entry> news) {
    try {
      return Optional.of(
          news.stream()
              .map(entry -> data(cards.live(console, session, entry)) + "\n\n")
              .collect(Collectors.joining()));
    } catch (KubernetesClientException e) {
      return Optional.empty();
    }
  }

  private enum Right {
    HELD,
    /// No longer signed in, or no longer allowed to read.
    GONE,
    /// Nobody can tell: nothing is told meanwhile.
    UNKNOWN
  }

  private static Right right(Console console, Session session, String namespace) {
    if (session.hasEnded(console.clock().instant())) {
      return Right.GONE;
    }
    try {
      return console.permissions().mayRead(session, namespace) ? Right.HELD : Right.GONE;
    } catch (KubernetesClientException e) {
      return e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED ? Right.GONE : Right.UNKNOWN;
    }
  }

  private static String state(boolean inStep) {
    return "event: " + (inStep ? "back" : "away") + "\ndata: -\n\n";
  }

  private static String data(String html) {
    return html.strip().lines().map(line -> "data: " + line).collect(Collectors.joining("\n"));
  }
}
