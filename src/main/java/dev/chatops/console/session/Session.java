package dev.chatops.console.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Somebody who is signed in.
///
/// @param id one of a kind, random
/// @param token of the person, for the API server; never shown and never logged
/// @param username as the API server says
/// @param expires when they have to sign in anew, whatever they do
/// @param seen when they last did something, to the minute
/// @param renewal how the token is replaced before it runs out; empty where it cannot be
public record Session(
    String id,
    String token,
    String username,
    Instant expires,
    Instant seen,
    Optional<Renewal> renewal) {

  /// The next token of somebody.
  ///
  /// @param refreshToken what gets it; never shown and never logged
  /// @param due when it is time to get it
  public record Renewal(String refreshToken, Instant due) {

    /// Without the token.
    @Override
    public String toString() {
      return "Renewal[due " + due + "]";
    }
  }

  /// Who does nothing for so long is signed out.
  public static final Duration IDLE = Duration.ofHours(1);

  /// The longest time that somebody stays signed in.
  public static final Duration LONGEST = Duration.ofHours(12);

  /// How often it is written down that somebody does something.
  private static final Duration NOTED = Duration.ofMinutes(1);

  /// When it ends, if nothing more is done.
  public Instant ends() {
    Instant idle = seen.plus(IDLE);
    return idle.isBefore(expires) ? idle : expires;
  }

  public boolean hasEnded(Instant now) {
    return !now.isBefore(ends());
  }

  /// Whether it is time to write down that somebody does something.
  public boolean isStale(Instant now) {
    return !now.isBefore(seen.plus(NOTED));
  }

  /// Whether it is time to get the next token.
  public boolean isDue(Instant now) {
    return renewal.filter(next -> !now.isBefore(next.due())).isPresent();
  }

  /// The same, until its token runs out.
  Session withoutRenewal() {
    Instant latest =
        new BearerToken(token).expires().filter(end -> end.isBefore(expires)).orElse(expires);
    return new Session(id, token, username, latest, seen, Optional.empty());
  }

  public Session seenAt(Clock clock) {
    return new Session(id, token, username, expires, clock.instant(), renewal);
  }

  /// Without the token.
  @Override
  public String toString() {
    return "Session[" + username + ", until " + expires + "]";
  }
}
