package dev.chatops.policy.freeze;

import java.time.Instant;
import java.util.Optional;

/// A window as seen at an instant.
///
/// @param active whether it holds; a window whose times cannot be understood always does
/// @param until when it ends; empty where it is not active, or does not end within a year
/// @param nextStart when it begins next after that
public record Outlook(boolean active, Optional<Instant> until, Optional<Instant> nextStart) {

  /// When this answer changes; empty where that is not known.
  public Optional<Instant> edge() {
    return active ? until : nextStart;
  }
}
