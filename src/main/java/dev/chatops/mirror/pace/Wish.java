package dev.chatops.mirror.pace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That something is to be said about a command; what exactly is decided when its turn comes, so
/// that the latest is said.
///
/// @param heap null where it cannot be a line of a summary; [#ANY] where it may; else the summary
///   that it is a line of already
public record Wish(Act act, Lane lane, Urgency urgency, @Nullable String heap, Instant notBefore) {

  public static final String ANY = "";

  /// Limits differ.
  public enum Act {
    POST,
    UPDATE
  }
}
