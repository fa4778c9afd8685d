package dev.chatops.console.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatops.console.session.Seal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The sign-in that a browser has begun, as it keeps it: sealed. Only the last one counts.
public final class AttemptCookie {

  private static final String FIRST_LINE = "attempt";

  private final Seal seal;

  public AttemptCookie(Seal seal) {
    this.seal = seal;
  }

  /// Value of `Set-Cookie`.
  public String write(Attempt attempt, boolean loopback) {
    String lines =
        String.join(
            "\n",
            FIRST_LINE,
            attempt.state(),
            attempt.nonce(),
            attempt.verifier(),
            attempt.to(),
            String.valueOf(attempt.until().getEpochSecond()));
    return cookie(seal.seal(lines.getBytes(UTF_8)), Attempt.PATIENCE.toSeconds(), loopback);
  }

  /// Empty where there is none, it is too old, or somebody tampered with it.
  ///
  /// @param cookies value of a cookie by name; null where there is none
  public Optional<Attempt> read(
      UnaryOperator<@Nullable String> cookies, boolean loopback, Instant now) {
    String kept = cookies.apply(name(loopback));
    return Optional.ofNullable(kept)
        .flatMap(seal::open)
        .flatMap(AttemptCookie::parsed)
        .filter(attempt -> now.isBefore(attempt.until()));
  }

  /// Value of `Set-Cookie` that makes the browser forget it: an answer counts once.
  public String forget(boolean loopback) {
    return cookie("", 0, loopback);
  }

  private static Optional<Attempt> parsed(byte[] plain) {
    String[] lines = new String(plain, UTF_8).split("\n", -1);
    // A session is sealed with the same keys.
    return lines.length == 6 && lines[0].equals(FIRST_LINE)
        ? Optional.of(
            new Attempt(
                lines[1],
                lines[2],
                lines[3],
                lines[4],
                Instant.ofEpochSecond(Long.parseLong(lines[5]))))
        : Optional.empty();
  }

  /// Lax, not Strict: it comes back when the issuer's page leads here.
  private static String cookie(String value, long seconds, boolean loopback) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
        .formatted(name(loopback), value, seconds, loopback ? "" : "; Secure");
  }

  private static String name(boolean loopback) {
    return (loopback ? "" : "__Host-") + "chatops-console-signin";
  }
}
