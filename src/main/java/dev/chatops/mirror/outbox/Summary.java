package dev.chatops.mirror.outbox;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.chat.Card;
import dev.chatops.mirror.ConsolePages;
import dev.chatops.mirror.Purpose;
import dev.chatops.mirror.SummaryCard;
import java.util.List;

/// A card with a line for each of many commands.
///
/// @param uid of the command that it is called after
record Summary(String uid) {

  record Line(ChatCommand command, Correspondence correspondence) {}

  String purpose() {
    return Purpose.summary(uid);
  }

  /// Whether the command was made a line of it already.
  boolean holds(Line line) {
    return Purpose.said(line.correspondence().delivery(), purpose());
  }

  /// What one of them knows about the summary counts for all.
  Correspondence mostDoubtful(List<Line> lines) {
    return lines.stream()
        .map(Line::correspondence)
        .filter(each -> each.doubts(purpose()))
        .findFirst()
        .orElseGet(() -> lines.getFirst().correspondence());
  }

  Card card(List<Line> lines, ConsolePages console) {
    return SummaryCard.of(lines.stream().map(Line::command).toList(), console);
  }
}
