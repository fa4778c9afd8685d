package dev.chatops.console.oidc;

import dev.chatops.console.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How it went when an issuer was asked for a token.
public sealed interface Outcome {

  /// A token that was checked: of this issuer, for this client, and for the attempt it belongs to.
  ///
  /// @param idToken what the API server takes
  /// @param expires when the id token runs out
  /// @param refreshToken gets the next one; empty where the issuer gives none
  record Granted(String idToken, Instant expires, Optional<String> refreshToken)
      implements Outcome {

    /// The longest time ahead of its end that a token is replaced.
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /// When to get the next token: before this one ends, and not at once where it is short-lived.
    public Optional<Session.Renewal> renewal(Instant now) {
      Duration quarter = Duration.between(now, expires).dividedBy(4);
      Instant due = expires.minus(quarter.compareTo(AHEAD) < 0 ? quarter : AHEAD);
      return refreshToken.map(token -> new Session.Renewal(token, due));
    }

    /// Without the tokens.
    @Override
    public String toString() {
      return "Granted[until " + expires + "]";
    }
  }

  /// The issuer said no, or what it said is not to be believed.
  ///
  /// @param why for the log: it may say what somebody else has written, but never a token
  record Refused(String why) implements Outcome {}

  /// Nobody can tell: it did not answer.
  record Away(String why) implements Outcome {}
}
