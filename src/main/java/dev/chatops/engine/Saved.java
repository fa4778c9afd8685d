package dev.chatops.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that an engine saved, or tried to, as its object tells. What it tells is not free of
/// secrets.
///
/// @param name of the restore point
/// @param of what was saved; empty where it is not told
/// @param expires null where it is not told
/// @param message how it ended, how far it is, or why nothing is brought back from it; empty where
///   nobody says
/// @param shows what people look for in a list of them, in the engine's words
public record Saved(
    String name,
    List<String> of,
    Instant at,
    @Nullable Instant expires,
    State state,
    String message,
    List<String> shows) {

  /// What it is good for.
  public enum State {
    /// It can be brought back.
    USABLE,
    /// It can be brought back, and is not all of it.
    PARTIAL,
    /// It has not ended.
    GOING_ON,
    FAILED,
    /// It has ended well, and a restore cannot work with it.
    UNFIT
  }
}
