package dev.chatops.console.http;

import dev.chatops.console.oidc.Issuer;
import dev.chatops.console.oidc.Outcome;
import dev.chatops.console.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets people the next token before the last one ends. Many issuers take a refresh token once, and
/// a page sends several requests at a time: all of them are given what the first one got.
final class Renewals {

  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

  /// How long an answer is given to requests that were sent before the browser knew it.
  private static final Duration KEPT = Duration.ofSeconds(30);

  private record Asked(FutureTask<Outcome> outcome, Instant at) {}

  private final Optional<Issuer> issuer;
  private final Map<String, Asked> asked = new HashMap<>();

  Renewals(Optional<Issuer> issuer) {
    this.issuer = issuer;
  }

  /// The session with a token that is good for a while, or as it was while the issuer cannot be
  /// asked; empty where the issuer ended it.
  Optional<Session> renewed(Session session, Instant now) throws InterruptedException {
    if (issuer.isEmpty() || !session.isDue(now)) {
      return Optional.of(session);
    }
    String refreshToken = session.renewal().orElseThrow().refreshToken();
    return switch (ask(issuer.get(), session, refreshToken, now)) {
      case Outcome.Granted granted -> Optional.of(next(session, granted, refreshToken, now));
      case Outcome.Refused refused -> {
        LOG.info("{} is signed out by {}: {}", session, issuer.get().name(), refused.why());
        yield Optional.empty();
      }
      case Outcome.Away away -> {
        LOG.warn("{} does not answer, no new token: {}", issuer.get().name(), away.why());
        forget(refreshToken);
        yield Optional.of(session);
      }
    };
  }

  private static Session next(
      Session session, Outcome.Granted granted, String refreshToken, Instant now) {
    var renewable =
        new Outcome.Granted(
            granted.idToken(),
            granted.expires(),
            // Where none comes back, the one before stays good.
            granted.refreshToken().or(() -> Optional.of(refreshToken)));
    return new Session(
        session.id(),
        granted.idToken(),
        session.username(),
        session.expires(),
        session.seen(),
        renewable.renewal(now));
  }

  private Outcome ask(Issuer issuer, Session session, String refreshToken, Instant now)
      throws InterruptedException {
    FutureTask<Outcome> task;
    synchronized (asked) {
      asked.values().removeIf(one -> one.at().plus(KEPT).isBefore(now));
      task =
          asked
              .computeIfAbsent(
                  refreshToken,
                  token ->
                      new Asked(new FutureTask<>(() -> issuer.renew(token, session.token())), now))
              .outcome();
    }
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      return new Outcome.Away(String.valueOf(e.getCause()));
    }
  }

  private void forget(String refreshToken) {
    synchronized (asked) {
      asked.remove(refreshToken);
    }
  }
}
