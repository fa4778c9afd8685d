package dev.chatops.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatops.chat.Card;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Whether two cards are the same card.
final class CardHash {

  private static final int BYTES = 16;

  private CardHash() {}

  /// A card is records all the way down, so its text is the whole of it.
  static String of(Card card) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(card.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
