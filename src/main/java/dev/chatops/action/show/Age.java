package dev.chatops.action.show;

import java.time.Duration;
import java.time.Instant;

/// How long ago something was, as kubectl says it: `5s`, `3m`, `2h`, `9d`.
final class Age {

  private Age() {}

  static String of(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.isNegative()) {
      return "0s";
    }
    if (age.toMinutes() < 1) {
      return age.toSeconds() + "s";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + "m";
    }
    return age.toDays() < 1 ? age.toHours() + "h" : age.toDays() + "d";
  }
}
