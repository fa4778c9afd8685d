package dev.chatops.intake;

import dev.chatops.api.v1alpha1.Decision;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.commons.codec.digest.DigestUtils;

/// Names that follow from what was asked, so that a message which is delivered twice meets the
/// object that it created the first time.
///
/// The part after the prefix has 26 characters of base32hex, the first 130 bits of a SHA-256 over
/// the parts, each preceded by its length in bytes.
public final class Names {
  private static final int CHARACTERS = 26;
  private static final int BITS_EACH = 5;

  private Names() {}

  /// Name of the ChatCommand of one message.
  ///
  /// @param tenant name of the ChatWorkspace
  /// @param intent what makes the request one of a kind on the platform
  public static String command(String platform, String tenant, String channel, String intent) {
    return "cc-" + hash(platform, tenant, channel, intent);
  }

  /// Name of one person's decision about one plan. A second click has the same name; a click after
  /// the plan changed has another.
  ///
  /// @param digest `status.plan.digest`, empty where there is no plan
  public static String decision(String uid, String digest, String person, Decision decision) {
    return "cd-" + hash(uid, digest, person, decision.name());
  }

  /// Name of the ChatCommand of one form of the web console.
  ///
  /// @param key of the form, one of a kind
  public static String consoleCommand(String username, String namespace, String key) {
    return "web-" + hash(username, namespace, key);
  }

  /// Name of one person's decision about one plan, made in the web console.
  public static String consoleDecision(
      String uid, String digest, String username, Decision decision) {
    return "web-" + hash(uid, digest, username, decision.name());
  }

  private static String hash(String... parts) {
    MessageDigest sha = DigestUtils.getSha256Digest();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      sha.update(bytes);
    }
    return base32hex(sha.digest());
  }

  private static String base32hex(byte[] hash) {
    int bits = CHARACTERS * BITS_EACH;
    byte[] head = Arrays.copyOf(hash, bits / Byte.SIZE + 1);
    String digits =
        new BigInteger(1, head).shiftRight(head.length * Byte.SIZE - bits).toString(1 << BITS_EACH);
    return "0".repeat(CHARACTERS - digits.length()) + digits;
  }
}
