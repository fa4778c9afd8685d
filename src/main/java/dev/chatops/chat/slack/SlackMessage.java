package dev.chatops.chat.slack;

import dev.chatops.chat.MessageRef;
import java.time.Instant;

/// A message by its channel and its time stamp, which is one of a kind there.
record SlackMessage(String channel, String ts) {

  /// @throws IllegalArgumentException when it is not a reference of ours
  static SlackMessage of(MessageRef ref) {
    int gap = ref.value().indexOf('/');
    if (gap < 1) {
      throw new IllegalArgumentException("not a message in Slack: " + ref.value());
    }
    return new SlackMessage(ref.value().substring(0, gap), ref.value().substring(gap + 1));
  }

  MessageRef ref() {
    return new MessageRef(channel + "/" + ts);
  }

  /// When Slack took it, in microseconds.
  Instant at() {
    String[] parts = ts.split("\\.", 2);
    long micros = parts.length < 2 ? 0 : Long.parseLong((parts[1] + "000000").substring(0, 6));
    return Instant.ofEpochSecond(Long.parseLong(parts[0]), micros * 1_000);
  }
}
