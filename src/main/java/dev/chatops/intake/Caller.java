package dev.chatops.intake;

import dev.chatops.chat.inbound.Source;
import dev.chatops.identity.Identity;
import dev.chatops.intake.binding.Reach;

/// Somebody who is known, and where they are.
record Caller(Source source, Identity.Known who, Reach reach) {

  String username() {
    return who.user().username();
  }

  Caller saidAs(Source other) {
    return new Caller(other, who, reach);
  }
}
