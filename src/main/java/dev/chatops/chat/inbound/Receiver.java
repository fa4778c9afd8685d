package dev.chatops.chat.inbound;

/// Takes what people do in chat. Called on any thread, for any number at once; blocks until it is
/// stored or refused.
@FunctionalInterface
public interface Receiver {
  /// Never throws. The same may come any number of times.
  Answer receive(Inbound inbound);
}
