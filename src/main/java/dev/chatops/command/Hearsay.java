package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whether there may be decisions about a command, so that those that need none and got none cost
/// no request.
///
/// A decision about a command that has just been stored arrives as an event. About one that had to
/// wait, and about what is older than the first command that this process drives, anything may have
/// been stored: a process follows decisions in order only once it leads.
final class Hearsay {

  private final AtomicReference<@Nullable Instant> since = new AtomicReference<>();
  private final Set<String> heard = ConcurrentHashMap.newKeySet();

  void heardOf(ChatCommand command) {
    heard.add(command.getMetadata().getUid());
  }

  /// Whether one arrived that was not answered yet.
  boolean hasNews(ChatCommand command) {
    return heard.contains(command.getMetadata().getUid());
  }

  /// @param command one that has not started
  boolean mayHaveDecisions(ChatCommand command, Instant now) {
    since.compareAndSet(null, now);
    return hasNews(command)
        || command.getStatus() != null
        || !Instant.parse(command.getMetadata().getCreationTimestamp())
            .isAfter(Objects.requireNonNull(since.get()));
  }

  /// All that had arrived were answered. One that arrives at this very moment comes again.
  void forget(String uid) {
    heard.remove(uid);
  }
}
