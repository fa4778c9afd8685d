package dev.chatops.mirror;

import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Text;

/// A card of which nobody can tell whether it is there already.
public final class SentAgain {

  private SentAgain() {}

  public static Card of(Card card) {
    return card.with(new Element.Context(Text.plain("(sent again, it may be there twice)")));
  }
}
