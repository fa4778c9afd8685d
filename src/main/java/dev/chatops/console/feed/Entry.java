package dev.chatops.console.feed;

import dev.chatops.api.v1alpha1.ChatCommand;
import java.util.Comparator;

/// A command as it was at a version of the cluster's state.
///
/// @param version grows with each change of anything; the same for every reader
public record Entry(ChatCommand command, long version) {

  /// The oldest first.
  public static final Comparator<Entry> BY_AGE =
      Comparator.comparing((Entry entry) -> entry.command.getMetadata().getCreationTimestamp())
          .thenComparing(entry -> entry.command.getMetadata().getName());

  static Entry of(ChatCommand command) {
    command.getMetadata().setManagedFields(null);
    return new Entry(command, version(command.getMetadata().getResourceVersion()));
  }

  /// Zero for what is no version: then everything is newer.
  public static long version(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  public String uid() {
    return command.getMetadata().getUid();
  }

  boolean ended() {
    return command.getStatus() != null && command.getStatus().finishedAt() != null;
  }
}
