package dev.chatops.policy.freeze;

import java.time.Instant;
import java.util.Optional;

/// What [Freeze#verdict] answers.
public sealed interface Verdict {

  /// No window holds for it.
  record Open() implements Verdict {}

  /// @param window name of the FreezeWindow that the sentence names: of those that hold, the one
  ///   that ends last
  /// @param sentence for people, at most 512 characters: which window, why, and when it opens
  /// @param opensAt the first instant at which no window holds for it; empty where that is not
  ///   known, because a window must be mended or it stays frozen for a year
  record Frozen(String window, String sentence, Optional<Instant> opensAt) implements Verdict {}
}
