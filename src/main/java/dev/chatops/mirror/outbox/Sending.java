package dev.chatops.mirror.outbox;

import dev.chatops.chat.Card;
import dev.chatops.chat.ChatPlatform;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.MessageRef;
import dev.chatops.chat.Place;
import dev.chatops.mirror.SentAgain;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;

/// Posts a message at most once where the platform can tell whether it is there, and at most twice
/// where it cannot; then the second one says so.
final class Sending {

  private final Counter ambiguous;

  Sending(MeterRegistry meters) {
    ambiguous =
        Counter.builder("chatops.mirror.ambiguous")
            .description("Messages sent again without knowing whether they were there")
            .register(meters);
  }

  /// @param found whether it was there already, perhaps saying something older
  record Sent(MessageRef ref, boolean found) {}

  /// @param since the message is not older
  Sent send(
      ChatPlatform platform,
      Place where,
      Card card,
      MessageKey key,
      Correspondence correspondence,
      Instant since)
      throws DeliveryFailure {
    String purpose = key.purpose();
    boolean again = false;
    if (correspondence.doubts(purpose)) {
      switch (search(platform, where, key, since)) {
        case Search.Found(MessageRef ref) -> {
          correspondence.clear(purpose);
          return new Sent(ref, true);
        }
        case Search.Absent _ -> correspondence.clear(purpose);
        case Search.Impossible _ -> again = true;
      }
    }
    try {
      MessageRef ref = platform.create(where, again ? SentAgain.of(card) : card, key);
      if (again) {
        ambiguous.increment();
        correspondence.clear(purpose);
      }
      return new Sent(ref, false);
    } catch (DeliveryFailure.Unknown e) {
      if (again) {
        ambiguous.increment();
        correspondence.repeat(purpose);
      }
      correspondence.doubt(purpose);
      throw e;
    }
  }

  /// What a search can tell.
  private sealed interface Search {
    record Found(MessageRef ref) implements Search {}

    record Absent() implements Search {}

    record Impossible() implements Search {}
  }

  private static Search search(ChatPlatform platform, Place where, MessageKey key, Instant since)
      throws DeliveryFailure {
    if (!platform.capabilities().find()) {
      return new Search.Impossible();
    }
    try {
      Optional<MessageRef> there = platform.find(where, key, since);
      return there.isPresent() ? new Search.Found(there.get()) : new Search.Absent();
    } catch (DeliveryFailure.Rejected e) {
      return new Search.Impossible();
    }
  }
}
