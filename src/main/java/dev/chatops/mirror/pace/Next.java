package dev.chatops.mirror.pace;

import java.time.Instant;
import java.util.List;

/// What [Agenda#next] answers.
public sealed interface Next {

  /// To look at a command: nothing is said yet.
  record Look(String key) implements Next {}

  /// To say something now.
  ///
  /// @param keys several where they share one message
  record Turn(List<String> keys, Wish wish) implements Next {}

  /// Nothing may be done before then; `Instant.MAX` where nothing is to be done.
  record Idle(Instant until) implements Next {}
}
