package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.chat.Attachment;
import dev.chatops.chat.Audience;
import dev.chatops.chat.Card;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be done next about a command.
public sealed interface Step {

  /// @param hash of the card
  /// @param covers purposes of messages that this one makes needless
  record Post(Card card, String hash, List<String> covers) implements Step {}

  record Update(Card card, String hash) implements Step {}

  /// A message under the card.
  ///
  /// @param plan that it asks about, in one sentence; null where it asks nothing
  record Reply(String purpose, Card card, @Nullable String plan) implements Step {}

  /// The whole answer, for the requester's eyes only.
  record Whisper(Audience.Account person, Card card) implements Step {}

  /// What it printed.
  ///
  /// @param file the end of it
  /// @param stored whether all of it can be read and is sent instead
  /// @param person who alone gets it; null for all who read the card
  record Upload(Attachment file, boolean stored, Audience.@Nullable Account person)
      implements Step {}

  /// A line of a summary whose command is not settled yet.
  ///
  /// @param summary uid of the command that the summary is called after
  record Line(String summary) implements Step {}

  /// Nothing more will be said.
  record Settle(Delivery.State state) implements Step {}

  /// Nothing now; `Instant.MAX` where only news change that.
  record Wait(Instant until) implements Step {}
}
