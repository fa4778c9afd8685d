package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Source;
import dev.chatops.intake.answer.Corrections;
import dev.chatops.intake.answer.Notes;
import dev.chatops.intake.token.Claim;
import dev.chatops.intake.token.SignedTokens;
import java.util.Optional;

/// Answers presses of buttons. Only the token says what a button stands for: the action that comes
/// with it is the platform's word.
final class Presses {

  private final SignedTokens tokens;
  private final Search search;
  private final Decider decider;
  private final Conversation conversation;

  Presses(SignedTokens tokens, Search search, Decider decider, Conversation conversation) {
    this.tokens = tokens;
    this.search = search;
    this.decider = decider;
    this.conversation = conversation;
  }

  Answer pressed(Caller caller, Inbound.Pressed pressed) {
    return switch (tokens.read(pressed.token())) {
      case SignedTokens.Reading.Forged _ ->
          Notes.refusal("This button is none of ours: use the words, such as approve #7f3k.");
      case SignedTokens.Reading.Expired _ ->
          Notes.refusal("This button has expired: use the words, such as approve #7f3k.");
      case SignedTokens.Reading.Valid(Claim.Decide decide) -> decide(caller, decide, pressed);
      case SignedTokens.Reading.Valid(Claim.Say say) -> say(caller, say, pressed.action());
    };
  }

  private Answer decide(Caller caller, Claim.Decide decide, Inbound.Pressed pressed) {
    if (!caller.reach().namespaces().contains(decide.namespace())) {
      return Notes.refusal(
          "This button belongs to %s, which this place does not work on: use the card where it was posted."
              .formatted(decide.namespace()));
    }
    Optional<ChatCommand> command =
        search
            .fresh(decide.namespace(), decide.command())
            .filter(found -> found.getMetadata().getUid().equals(decide.uid()));
    return command.isEmpty()
        ? Notes.refusal("This command is no longer stored: nothing is left to decide.")
        : decider.decide(
            caller, command.get(), new Word(decide.decision(), decide.digest(), pressed.typed()));
  }

  /// As the message that it answers, so that several presses are one request.
  private Answer say(Caller caller, Claim.Say say, String action) {
    Source source = caller.source();
    if (!say.user().equals(source.user())) {
      return Notes.refusal("This was offered to somebody else: write the command yourself.");
    }
    return action.equals(Corrections.FILL)
        ? conversation.fill(caller, say.line())
        : conversation.chosen(
            caller.saidAs(
                new Source(
                    source.platform(),
                    source.workspace(),
                    source.team(),
                    source.user(),
                    source.channel(),
                    source.direct(),
                    source.thread(),
                    source.message(),
                    say.intent(),
                    source.sentAt(),
                    source.cameAt())),
            say.line());
  }
}
