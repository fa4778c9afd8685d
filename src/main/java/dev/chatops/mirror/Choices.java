package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.chat.Button;
import dev.chatops.chat.Button.Asks;
import dev.chatops.chat.Button.Style;
import dev.chatops.chat.Severity;
import java.util.ArrayList;
import java.util.List;

/// The buttons of a card: those that would count if they were pressed now.
final class Choices {

  private Choices() {}

  static List<Button> of(ChatCommand command, State state, CardFacts facts) {
    var buttons = new ArrayList<Button>();
    if (state.ended()) {
      return buttons;
    }
    CommandPlan plan = command.getStatus() == null ? null : command.getStatus().plan();
    if (state.severity() == Severity.WAITING && plan != null) {
      if (facts.approval() == null || !facts.approval().ownCredentialsOnly()) {
        boolean forGood = Boolean.TRUE.equals(plan.irreversible());
        buttons.add(
            new Button(
                "approve",
                facts.tokens().token(command, Decision.APPROVE),
                forGood ? "Approve…" : "Approve",
                Style.PRIMARY,
                forGood ? Asks.TARGET_NAME : Asks.NOTHING));
      }
      buttons.add(
          new Button(
              "deny",
              facts.tokens().token(command, Decision.DENY),
              "Deny…",
              Style.DANGER,
              Asks.REASON));
    }
    buttons.add(
        new Button(
            "cancel",
            facts.tokens().token(command, Decision.CANCEL),
            "Cancel",
            Style.NORMAL,
            Asks.NOTHING));
    return buttons;
  }
}
