package dev.chatops.policy.freeze;

import java.time.Instant;

/// One time that a window holds.
///
/// @param end exclusive; [Instant#MAX] where the times of the window cannot be understood
record Spell(Window window, Instant end) {

  boolean endless() {
    return end.equals(Instant.MAX);
  }
}
