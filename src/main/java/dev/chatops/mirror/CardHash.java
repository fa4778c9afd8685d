package dev.chatops.mirror;

import dev.chatops.chat.Card;
import org.apache.commons.codec.digest.DigestUtils;

/// Whether two cards are the same card.
final class CardHash {

  private static final int BYTES = 16;

  private CardHash() {}

  /// A card is records all the way down, so its text is the whole of it.
  static String of(Card card) {
    return DigestUtils.sha256Hex(card.toString()).substring(0, 2 * BYTES);
  }
}
