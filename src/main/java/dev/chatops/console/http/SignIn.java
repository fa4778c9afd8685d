package dev.chatops.console.http;

import dev.chatops.api.v1alpha1.UserInfo;
import dev.chatops.console.Console;
import dev.chatops.console.cluster.WhoAmI;
import dev.chatops.console.session.BearerToken;
import dev.chatops.console.session.Session;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in with one's own token, and out.
final class SignIn {

  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final int UNPROCESSABLE = 422;

  private final Printer printer;
  private final DemoCodes codes;
  private final String issuer;

  /// @param issuer that people may sign in by, as they know it; empty where there is none
  SignIn(Printer printer, DemoCodes codes, String issuer) {
    this.printer = printer;
    this.codes = codes;
    this.issuer = issuer;
  }

  void form(Console console, Exchange exchange) {
    boolean ended = !exchange.query("ended").isEmpty();
    form(
        console,
        exchange,
        HttpURLConnection.HTTP_OK,
        ended
            ? "You were signed out: you did nothing for an hour, or your token is no longer valid."
            : "",
        exchange.query("to"));
  }

  /// The page on which somebody signs in.
  ///
  /// @param notice what went wrong; may be empty
  /// @param to page to go to afterwards
  void form(Console console, Exchange exchange, int status, String notice, String to) {
    String own = Exchange.own(to);
    exchange.html(
        status,
        printer.print(
            "signin",
            Map.of(
                "cluster",
                console.cluster(),
                "notice",
                notice,
                "to",
                own,
                "issuer",
                issuer,
                "begin",
                OidcSignIn.BEGIN + "?to=" + URLEncoder.encode(own, StandardCharsets.UTF_8))));
  }

  void signIn(Console console, Exchange exchange) {
    signIn(console, exchange, exchange.field("token"), exchange.field("to"));
  }

  private void signIn(Console console, Exchange exchange, String pasted, String to) {
    Optional<BearerToken> token = BearerToken.of(pasted);
    if (token.isEmpty()) {
      form(
          console,
          exchange,
          UNPROCESSABLE,
          "This is no token: paste it alone, without Bearer in front and without quotes.",
          to);
      return;
    }
    enter(
        console,
        exchange,
        token.get(),
        Optional.empty(),
        to,
        "The cluster does not know this token, or it has run out: get a new one.");
  }

  /// Signs in who holds the token.
  ///
  /// @param unknown what they read when the API server does not take it
  void enter(
      Console console,
      Exchange exchange,
      BearerToken token,
      Optional<Session.Renewal> renewal,
      String to,
      String unknown) {
    UserInfo user;
    try {
      user = WhoAmI.ask(console.gate().as(token.value()));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_UNAUTHORIZED) {
        throw e;
      }
      form(console, exchange, UNPROCESSABLE, unknown, to);
      return;
    }
    Instant now = console.clock().instant();
    var session = session(token, user.username(), renewal, now);
    Optional<List<String>> cookies = console.cookie().write(session, exchange.loopback(), now);
    if (cookies.isEmpty()) {
      form(
          console,
          exchange,
          UNPROCESSABLE,
          "Your token is too long for a cookie; it may name too many groups. Use kubectl instead.",
          to);
      return;
    }
    LOG.info("{} signed in", session);
    exchange.cookies(cookies.get());
    exchange.go(Exchange.own(to));
  }

  private static Session session(
      BearerToken token, String username, Optional<Session.Renewal> renewal, Instant now) {
    Instant latest = now.plus(Session.LONGEST);
    Instant expires =
        renewal.isPresent()
            ? latest
            : token.expires().filter(expiry -> expiry.isBefore(latest)).orElse(latest);
    return new Session(
        UUID.randomUUID().toString(), token.value(), username, expires, now, renewal);
  }

  void signOut(Console console, Exchange exchange, Session session) {
    exchange.cookies(console.cookie().forget(exchange.loopback()));
    exchange.go("/console/signin");
  }

  /// The page behind a link of a demonstration. Looking at it does nothing.
  void welcome(Console console, Exchange exchange) {
    if (isDemo(exchange)) {
      exchange.html(
          HttpURLConnection.HTTP_OK,
          printer.print(
              "welcome",
              Map.of(
                  "cluster", console.cluster(),
                  "person", exchange.path("person"),
                  "code", exchange.query("code"))));
    } else {
      exchange.go("/console/signin");
    }
  }

  void exchange(Console console, Exchange exchange) {
    Optional<String> token =
        isDemo(exchange) ? codes.exchange(exchange.field("code")) : Optional.empty();
    if (token.isPresent()) {
      signIn(console, exchange, token.get(), "/console/");
    } else {
      form(
          console,
          exchange,
          HttpURLConnection.HTTP_GONE,
          "This link was used before: run make demo again for a new one.",
          "");
    }
  }

  private boolean isDemo(Exchange exchange) {
    return codes.folder().isPresent() && exchange.fromHere();
  }
}
