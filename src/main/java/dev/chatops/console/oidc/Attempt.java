package dev.chatops.console.oidc;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// A sign-in that was begun: what only the browser that began it can prove.
///
/// @param state comes back with the answer
/// @param nonce comes back in the token
/// @param verifier of PKCE: whoever steals the answer's code cannot use it
/// @param to page to go to afterwards
/// @param until when it must be finished
public record Attempt(String state, String nonce, String verifier, String to, Instant until) {

  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final SecureRandom RANDOM = new SecureRandom();

  public static Attempt begin(String to, Instant now) {
    return new Attempt(random(), random(), random(), to, now.plus(PATIENCE));
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Without what it proves.
  @Override
  public String toString() {
    return "Attempt[to " + to + ", until " + until + "]";
  }
}
