package dev.chatops.chat.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Whether Slack sent a request. Over the bytes as they came, before anything reads them.
///
/// Bolt checks after parsing, compares in varying time, takes a time in the future, and an empty
/// secret for `---`; so its own check is off.
final class Signature {

  private static final Duration SKEW = Duration.ofMinutes(5);

  private Signature() {}

  /// @param time header `X-Slack-Request-Timestamp`
  /// @param signature header `X-Slack-Signature`
  static boolean valid(
      String secret, @Nullable String time, @Nullable String signature, byte[] body, Instant now) {
    if (secret.isBlank() || time == null || signature == null || !time.matches("\\d{1,12}")) {
      return false;
    }
    Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs();
    if (off.compareTo(SKEW) > 0) {
      return false;
    }
    return MessageDigest.isEqual(of(secret, time, body).getBytes(UTF_8), signature.getBytes(UTF_8));
  }

  static String of(String secret, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update(("v0:" + time + ":").getBytes(UTF_8));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
