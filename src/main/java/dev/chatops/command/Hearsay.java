package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whether there may be decisions about a command, so that those that need none and got none cost
/// no request.
///
/// A decision about a command that was stored since this process leads arrives as an event; about
/// older commands anything may have been stored before.
final class Hearsay {

  private final Clock clock;
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private volatile Instant since = Instant.MAX;

  Hearsay(Clock clock) {
    this.clock = clock;
  }

  /// From now on decisions arrive here: this process leads.
  void begin() {
    since = clock.instant();
  }

  void heardOf(ChatCommand command) {
    heard.add(command.getMetadata().getUid());
  }

  /// Whether one arrived that was not answered yet.
  boolean hasNews(ChatCommand command) {
    return heard.contains(command.getMetadata().getUid());
  }

  boolean mayHaveDecisions(ChatCommand command) {
    return hasNews(command)
        || !Instant.parse(command.getMetadata().getCreationTimestamp()).isAfter(since);
  }

  /// All that had arrived were answered. One that arrives at this very moment comes again.
  void forget(String uid) {
    heard.remove(uid);
  }
}
