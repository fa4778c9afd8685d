package dev.chatops.chat;

import java.time.Instant;
import java.util.Optional;

/// A chat platform. Adapters neither retry nor sleep nor remember: one call, one attempt, and what
/// became of it. Whoever calls decides what happens next.
public interface ChatPlatform {

  Capabilities capabilities();

  /// Posts a card. Not repeatable: after [DeliveryFailure.Unknown] it may be there, and [#find]
  /// tells where the platform can.
  MessageRef create(Place where, Card card, MessageKey key) throws DeliveryFailure;

  /// Looks for a message of ours that was posted since then.
  Optional<MessageRef> find(Place where, MessageKey key, Instant since) throws DeliveryFailure;

  /// Replaces a card in full. Repeatable.
  ///
  /// @param generation grows with each version of the card
  void update(MessageRef message, Card card, long generation) throws DeliveryFailure;

  /// Shows a card to one person only.
  void whisper(Place where, Audience.Account person, Card card) throws DeliveryFailure;

  /// The place of what is said under a message there: its thread, where the platform has them.
  Place under(Place where, MessageRef message);

  /// The conversation with one person, which nobody else reads.
  ///
  /// @param workspace that the person is in
  Place direct(String workspace, Audience.Account person) throws DeliveryFailure;

  /// Puts a file beside the messages there. Not repeatable.
  void upload(Place where, MessageKey key, Attachment file) throws DeliveryFailure;
}
