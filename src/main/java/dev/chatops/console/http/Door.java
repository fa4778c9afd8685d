package dev.chatops.console.http;

import dev.chatops.console.Console;
import dev.chatops.console.session.Session;
import io.vertx.core.http.HttpMethod;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Optional;

/// Lets people in who are signed in, and only with what they ask for themselves.
final class Door {

  private final Printer printer;
  private final Renewals renewals;

  Door(Printer printer, Renewals renewals) {
    this.printer = printer;
    this.renewals = renewals;
  }

  void pass(Console console, Exchange exchange, Page page) throws InterruptedException {
    Instant now = console.clock().instant();
    boolean loopback = exchange.loopback();
    Optional<Session> kept = console.cookie().read(exchange::cookie, loopback);
    if (kept.isEmpty() || kept.get().hasEnded(now)) {
      leave(console, exchange, kept.isPresent());
      return;
    }
    if (!exchange.method().equals(HttpMethod.GET.name())
        && !Guard.isSigned(console.seal(), kept.get(), exchange)) {
      refuseForeign(console, exchange);
      return;
    }
    Optional<Session> renewed = renewals.renewed(kept.get(), now);
    if (renewed.isEmpty()) {
      leave(console, exchange, true);
      return;
    }
    Session session = renewed.get();
    // A stream that comes back by itself is no sign of a person.
    if (session.isStale(now) && !Stream.isAskedFor(exchange)) {
      session = session.seenAt(console.clock());
    }
    if (!session.equals(kept.get())) {
      console.cookie().write(session, loopback, now).ifPresent(exchange::cookies);
    }
    page.answer(console, exchange, session);
  }

  private static void leave(Console console, Exchange exchange, boolean ended)
      throws InterruptedException {
    exchange.cookies(console.cookie().forget(exchange.loopback()));
    if (Stream.isAskedFor(exchange)) {
      Stream.signedOut(exchange);
    } else {
      exchange.goToSignIn(ended);
    }
  }

  void refuseForeign(Console console, Exchange exchange) {
    printer.trouble(
        exchange,
        console.cluster(),
        HttpURLConnection.HTTP_FORBIDDEN,
        "Nothing was done",
        "This request did not come from a page of this console. Reload the page and try again.");
  }
}
