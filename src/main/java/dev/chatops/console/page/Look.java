package dev.chatops.console.page;

import dev.chatops.chat.Severity;

/// How a state looks: a colour, and a sign for who sees no colour.
///
/// @param tone of the style sheet
/// @param icon of the sprite
public record Look(String tone, String icon) {

  public static Look of(Severity severity) {
    return switch (severity) {
      case WAITING -> new Look("waiting", "hand");
      case HELD -> new Look("held", "snow");
      case RUNNING -> new Look("running", "run");
      case OK -> new Look("ok", "check");
      case STOPPED -> new Look("stopped", "stop");
      case BAD -> new Look("bad", "cross");
      case UNKNOWN -> new Look("unknown", "question");
    };
  }
}
