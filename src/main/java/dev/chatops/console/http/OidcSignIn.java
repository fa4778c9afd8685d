package dev.chatops.console.http;

import dev.chatops.console.Console;
import dev.chatops.console.oidc.Attempt;
import dev.chatops.console.oidc.AttemptCookie;
import dev.chatops.console.oidc.Issuer;
import dev.chatops.console.oidc.Outcome;
import dev.chatops.console.session.BearerToken;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in by an OpenID Connect issuer. It begins with a link, not with a form: where the issuer
/// leads on to is its business, and a form may lead to nobody but us.
final class OidcSignIn {

  static final String BEGIN = "/console/signin/oidc";
  static final String CALLBACK = "/console/signin/callback";

  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

  private final Issuer issuer;
  private final SignIn signIn;

  OidcSignIn(Issuer issuer, SignIn signIn) {
    this.issuer = issuer;
    this.signIn = signIn;
  }

  void begin(Console console, Exchange exchange) {
    var attempt = Attempt.begin(Exchange.own(exchange.query("to")), console.clock().instant());
    Optional<URI> back = exchange.address(CALLBACK);
    if (back.isEmpty()) {
      exchange.goToSignIn(false);
      return;
    }
    try {
      URI there = issuer.begin(attempt, back.get());
      var cookie = new AttemptCookie(console.seal());
      exchange.cookies(List.of(cookie.write(attempt, exchange.loopback())));
      exchange.go(there.toString());
    } catch (IOException e) {
      away(console, exchange, attempt.to(), String.valueOf(e.getMessage()));
    }
  }

  /// The issuer sent the browser back.
  void finish(Console console, Exchange exchange) {
    Instant now = console.clock().instant();
    var cookie = new AttemptCookie(console.seal());
    Optional<Attempt> attempt = cookie.read(exchange::cookie, exchange.loopback(), now);
    Optional<URI> back = exchange.address(CALLBACK);
    exchange.cookies(List.of(cookie.forget(exchange.loopback())));
    if (attempt.isEmpty() || back.isEmpty()) {
      signIn.form(
          console,
          exchange,
          HttpURLConnection.HTTP_BAD_REQUEST,
          "This sign-in was begun in another browser, more than ten minutes ago, or is finished"
              + " already: begin again.",
          "");
      return;
    }
    String to = attempt.get().to();
    URI answer = URI.create(back.get() + "?" + exchange.query());
    switch (issuer.finish(attempt.get(), back.get(), answer)) {
      case Outcome.Granted granted ->
          signIn.enter(
              console,
              exchange,
              new BearerToken(granted.idToken()),
              granted.renewal(now),
              to,
              issuer.name()
                  + " signed you in, but the cluster does not take its token: an administrator must"
                  + " name the issuer and this console's client to the API server.");
      case Outcome.Refused refused -> {
        LOG.info("{} signed nobody in: {}", issuer.name(), refused.why());
        signIn.form(
            console,
            exchange,
            HttpURLConnection.HTTP_FORBIDDEN,
            issuer.name() + " did not sign you in, or its answer does not hold: begin again.",
            to);
      }
      case Outcome.Away away -> away(console, exchange, to, away.why());
    }
  }

  private void away(Console console, Exchange exchange, String to, String why) {
    LOG.warn("{} does not answer: {}", issuer.name(), why);
    signIn.form(
        console,
        exchange,
        HttpURLConnection.HTTP_UNAVAILABLE,
        issuer.name() + " does not answer. Try again in a minute, or sign in with a token.",
        to);
  }
}
