package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.AllowedCommandSpec.Reply;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.chat.Card;
import dev.chatops.chat.Element;
import dev.chatops.chat.Text;

/// The card as everybody in the channel may read it.
final class ChannelCard {

  private ChannelCard() {}

  static Card of(Situation situation) {
    ChatCommand command = situation.command();
    if (situation.readers() == Reply.CHANNEL) {
      return StatusCard.of(command, situation.facts());
    }
    return StatusCard.of(withoutFindings(command), situation.facts())
        .with(new Element.Context(Text.plain("The answer is for whoever asked.")));
  }

  private static ChatCommand withoutFindings(ChatCommand command) {
    ChatCommandStatus all = command.getStatus();
    if (all == null) {
      return command;
    }
    var told = new ChatCommand();
    told.setMetadata(command.getMetadata());
    told.setSpec(command.getSpec());
    told.setStatus(
        new ChatCommandStatus(
            all.observedGeneration(),
            all.conditions(),
            all.definition(),
            all.plan(),
            all.resolved(),
            all.targetKey(),
            all.startedAt(),
            all.finishedAt(),
            all.deadline(),
            all.expireHour(),
            all.progress(),
            null,
            null,
            null,
            all.approvals(),
            all.delivery()));
    return told;
  }
}
