package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.chat.Severity;
import dev.chatops.mirror.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What became of a command, in the order in which it happened.
///
/// @param events the earliest first
/// @param conditions as they are stored
public record Story(List<Event> events, List<Told> conditions) {

  /// @param text empty where the title says all
  public record Event(Instant when, Stamp at, String tone, String title, String text) {}

  /// A condition, for people.
  public record Told(String type, String status, String reason, String message, Stamp since) {}

  /// @param decisions about it, as far as this person may read them
  public static Story of(ChatCommand command, List<CommandDecision> decisions) {
    var events = new ArrayList<Event>();
    var spec = command.getSpec();
    Instant created = Instant.parse(command.getMetadata().getCreationTimestamp());
    events.add(
        event(
            created,
            "none",
            "Asked by " + spec.requester().username(),
            spec.reason() == null ? "" : "because " + spec.reason()));
    var status = command.getStatus();
    if (status != null && status.approvals() != null) {
      status.approvals().forEach(approval -> events.add(vote(approval, decisions)));
    }
    if (status != null && status.startedAt() != null) {
      events.add(event(status.startedAt(), "running", "Started", ""));
    }
    if (status != null && status.finishedAt() != null) {
      State state = State.of(command);
      events.add(
          event(
              status.finishedAt(),
              Look.of(state.severity()).tone(),
              state.words(),
              State.succeeded(command).map(Condition::message).orElse("")));
    }
    events.sort(Comparator.comparing(Event::when));
    return new Story(events, conditions(command));
  }

  private static Event vote(Approval approval, List<CommandDecision> decisions) {
    String name = approval.person() == null ? approval.username() : approval.person();
    String words =
        decisions.stream()
            .filter(each -> approval.decisionUid().equals(each.getMetadata().getUid()))
            .map(each -> each.getSpec().comment())
            .filter(comment -> comment != null && !comment.isBlank())
            .findFirst()
            .orElse("");
    return switch (approval.decision()) {
      case APPROVE -> event(approval.at(), tone(Severity.OK), "Approved by " + name, words);
      case DENY -> event(approval.at(), tone(Severity.STOPPED), "Denied by " + name, words);
      case CANCEL -> event(approval.at(), tone(Severity.STOPPED), "Cancelled by " + name, words);
    };
  }

  private static String tone(Severity severity) {
    return Look.of(severity).tone();
  }

  private static Event event(Instant at, String tone, String title, String text) {
    return new Event(at, Stamp.of(at), tone, title, text);
  }

  private static List<Told> conditions(ChatCommand command) {
    var status = command.getStatus();
    return status == null || status.conditions() == null
        ? List.of()
        : status.conditions().stream()
            .map(each ->
                new Told(
                    each.type(),
                    switch (each.status()) {
                      case TRUE -> "True";
                      case FALSE -> "False";
                      case UNKNOWN -> "Unknown";
                    },
                    each.reason(),
                    each.message(),
                    Stamp.of(each.lastTransitionTime())))
            .toList();
  }
}
