package dev.chatops.intake.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Decision;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes and reads tokens: `<key id>.<claim>.<HMAC-SHA-256 of both>`, in base64url.
///
/// The last key in the order of ids writes, each of them reads: so a key is rotated by adding the
/// next one and removing the old one once its tokens have expired. For any thread.
public final class SignedTokens {

  /// What the smallest platform carries, in characters.
  public static final int LONGEST = 2000;

  /// No command waits that long for anybody.
  private static final Duration DECISIONS_EXPIRE = Duration.ofDays(7);

  private static final Duration OFFERS_EXPIRE = Duration.ofMinutes(10);
  private static final String ALGORITHM = "HmacSHA256";
  private static final String SEPARATOR = "\0";
  private static final Pattern TOKEN =
      Pattern.compile("(?<id>[-._a-zA-Z0-9]+)\\.(?<claim>[-_a-zA-Z0-9]+)\\.(?<mac>[-_a-zA-Z0-9]+)");

  private final Keyring keyring;
  private final Clock clock;

  public SignedTokens(Keyring keyring, Clock clock) {
    this.keyring = keyring;
    this.clock = clock;
  }

  /// @param keys by id, at least one; always these
  public SignedTokens(SortedMap<String, byte[]> keys, Clock clock) {
    this(new Keyring(() -> keys), clock);
  }

  /// What a token turns out to be.
  public sealed interface Reading {
    record Valid(Claim claim) implements Reading {}

    /// Written by somebody else, or cut short.
    record Forged() implements Reading {}

    record Expired() implements Reading {}
  }

  /// The same for the same command, plan and decision.
  public String token(ChatCommand command, Decision decision) {
    var metadata = command.getMetadata();
    var status = command.getStatus();
    return sign(
        List.of(
            "decide",
            metadata.getNamespace(),
            metadata.getName(),
            metadata.getUid(),
            decision.name(),
            status == null || status.plan() == null ? "" : status.plan().digest(),
            expiry(Instant.parse(metadata.getCreationTimestamp()).plus(DECISIONS_EXPIRE))));
  }

  /// @return empty where the line is too long for a button
  public Optional<String> offer(String line, String user, String intent) {
    String token =
        sign(List.of("say", line, user, intent, expiry(clock.instant().plus(OFFERS_EXPIRE))));
    return token.length() > LONGEST ? Optional.empty() : Optional.of(token);
  }

  /// Throws for nothing that it is given.
  ///
  /// @throws KubernetesClientException where the key is not known here, and the Secret cannot be
  ///   read
  public Reading read(String token) {
    // The id of a key may hold dots, too.
    Matcher parts = TOKEN.matcher(token);
    if (token.length() > LONGEST || !parts.matches()) {
      return new Reading.Forged();
    }
    String id = parts.group("id");
    byte[] key = keyring.keysWith(id).get(id);
    if (key == null) {
      return new Reading.Forged();
    }
    byte[] expected = mac(id, key, parts.group("claim")).getBytes(UTF_8);
    if (!MessageDigest.isEqual(expected, parts.group("mac").getBytes(UTF_8))) {
      return new Reading.Forged();
    }
    Claim claim = claim(new String(Base64.getUrlDecoder().decode(parts.group("claim")), UTF_8));
    return clock.instant().isBefore(claim.expires())
        ? new Reading.Valid(claim)
        : new Reading.Expired();
  }

  /// Of what was signed here.
  private static Claim claim(String text) {
    List<String> parts = Arrays.asList(text.split(SEPARATOR, -1));
    Instant expires = Instant.ofEpochSecond(Long.parseLong(parts.getLast()));
    return parts.getFirst().equals("decide")
        ? new Claim.Decide(
            parts.get(1),
            parts.get(2),
            parts.get(3),
            Decision.valueOf(parts.get(4)),
            parts.get(5),
            expires)
        : new Claim.Say(parts.get(1), parts.get(2), parts.get(3), expires);
  }

  private String sign(List<String> parts) {
    if (parts.stream().anyMatch(part -> part.contains(SEPARATOR))) {
      throw new IllegalArgumentException("a part holds the separator");
    }
    String claim =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(String.join(SEPARATOR, parts).getBytes(UTF_8));
    Map.Entry<String, byte[]> newest = keyring.keys().sequencedEntrySet().getLast();
    return newest.getKey() + "." + claim + "." + mac(newest.getKey(), newest.getValue(), claim);
  }

  private static String mac(String id, byte[] key, String claim) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal((id + "." + claim).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static String expiry(Instant at) {
    return Long.toString(at.getEpochSecond());
  }
}
