package dev.chatops.command;

import dev.chatops.api.v1alpha1.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a pass ended.
///
/// @param again when to look again at the latest; null once the command is finished
record Outcome(Reason reason, String message, Dossier dossier, @Nullable Duration again) {

  static Outcome finished(Reason reason, String message, Dossier dossier) {
    return new Outcome(reason, message, dossier, null);
  }

  static Outcome waiting(Reason reason, String message, Dossier dossier, Duration again) {
    return new Outcome(reason, message, dossier, again);
  }
}
