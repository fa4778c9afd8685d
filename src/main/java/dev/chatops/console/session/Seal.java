package dev.chatops.console.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts (AES-256-GCM) and signs (HMAC-SHA-256) what a browser keeps for us.
///
/// The last key in the order of ids writes, each of them reads: so a key is rotated by adding the
/// next one and removing the old one half a day later. Immutable, for any thread.
public final class Seal {

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SortedMap<String, byte[]> keys;

  /// @param keys by id, at least one, each of 32 bytes or more
  public Seal(SortedMap<String, byte[]> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key to seal with");
    }
    this.keys = new TreeMap<>(keys);
  }

  /// @return `<key id>.<nonce and ciphertext>`, in base64url
  public String seal(byte[] plain) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] hidden = cipher(Cipher.ENCRYPT_MODE, keys.lastKey(), nonce).doFinal(plain);
      byte[] all = Arrays.copyOf(nonce, NONCE + hidden.length);
      System.arraycopy(hidden, 0, all, NONCE, hidden.length);
      return keys.lastKey() + "." + ENCODER.encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /// Empty for what was not sealed with one of the keys; never throws.
  public Optional<byte[]> open(String sealed) {
    int dot = sealed.lastIndexOf('.');
    if (dot < 0 || !keys.containsKey(sealed.substring(0, dot))) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
      if (all.length < NONCE) {
        return Optional.empty();
      }
      Cipher cipher =
          cipher(Cipher.DECRYPT_MODE, sealed.substring(0, dot), Arrays.copyOf(all, NONCE));
      return Optional.of(cipher.doFinal(all, NONCE, all.length - NONCE));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// A sign that only we can make.
  public String sign(String text) {
    return sign(keys.lastKey(), text);
  }

  public boolean isSigned(String text, String sign) {
    return keys.keySet().stream()
        .anyMatch(
            id -> MessageDigest.isEqual(sign(id, text).getBytes(UTF_8), sign.getBytes(UTF_8)));
  }

  private String sign(String id, String text) {
    return ENCODER.encodeToString(mac(derived(id, "sign"), text));
  }

  private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(derived(id, "encrypt"), "AES"),
        new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(UTF_8));
    return cipher;
  }

  /// One key for each purpose.
  private byte[] derived(String id, String purpose) {
    byte[] key = keys.get(id);
    if (key == null) {
      throw new IllegalArgumentException("no key " + id);
    }
    return mac(key, purpose);
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
