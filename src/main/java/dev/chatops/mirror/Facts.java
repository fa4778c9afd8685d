package dev.chatops.mirror;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Decision;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.chat.Element.Field;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Span;
import dev.chatops.chat.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The short facts of a card, those that are known. Times are points in time, never "ago": a card
/// does not change while nothing happens.
record Facts(ChatCommand command, ChatCommandStatus status, State state, CardFacts card) {

  private static final int NAMES = 10;

  List<Field> list() {
    var fields = new ArrayList<Field>();
    fields.add(field("Requested by", command.getSpec().requester().username()));
    String because = command.getSpec().reason();
    if (because != null) {
      fields.add(field("Because", because));
    }
    approval(fields);
    progress(fields);
    return fields;
  }

  private void approval(List<Field> fields) {
    List<Approval> approvals = counted();
    ApprovalPolicy policy = card.approval();
    boolean waiting = state.severity() == Severity.WAITING;
    if (policy != null && (waiting || !approvals.isEmpty())) {
      fields.add(field("Approvals", approvals.size() + " of " + policy.count()));
    }
    if (!approvals.isEmpty()) {
      fields.add(new Field("Approved by", by(approvals)));
    }
    if (waiting) {
      fields.add(field("May approve", approvers()));
      if (policy != null) {
        Instant stored = Instant.parse(command.getMetadata().getCreationTimestamp());
        fields.add(date("Open until", stored.plus(policy.waits())));
      }
    }
  }

  /// Approvals of the plan that is shown; a new plan needs new ones.
  private List<Approval> counted() {
    String digest = status.plan() == null ? null : status.plan().digest();
    return status.approvals() == null
        ? List.of()
        : status.approvals().stream()
            .filter(approval -> approval.decision() == Decision.APPROVE)
            .filter(
                approval -> approval.planDigest() == null || approval.planDigest().equals(digest))
            .toList();
  }

  private static Text by(List<Approval> approvals) {
    var spans = new ArrayList<Span>();
    for (Approval approval : approvals) {
      String name = approval.person() == null ? approval.username() : approval.person();
      spans.add(new Span.Plain((spans.isEmpty() ? "" : ", ") + name + " at "));
      spans.add(new Span.Date(approval.at()));
    }
    return new Text(spans);
  }

  private String approvers() {
    List<String> names = card.approvers();
    if (names.isEmpty()) {
      return "whoever holds the verb approve on allowedcommands/" + command.getSpec().command();
    }
    String shown = names.stream().limit(NAMES).collect(Collectors.joining(", "));
    return names.size() > NAMES ? shown + " and " + (names.size() - NAMES) + " more" : shown;
  }

  private void progress(List<Field> fields) {
    if (status.progress() != null && !state.ended()) {
      fields.add(
          field(
              "Progress",
              "%d of %d: %s"
                  .formatted(
                      status.progress().done(),
                      status.progress().total(),
                      status.progress().message())));
    }
    Instant started = status.startedAt();
    if (started == null) {
      return;
    }
    Instant finished = status.finishedAt();
    if (finished == null) {
      fields.add(date("Started", started));
      if (status.deadline() != null) {
        fields.add(date("Given up", status.deadline()));
      }
    } else {
      fields.add(field("Took", Timespan.format(Duration.between(started, finished))));
    }
  }

  private static Field field(String label, @Nullable String value) {
    return new Field(label, Text.plain(value == null ? "" : value));
  }

  private static Field date(String label, Instant at) {
    return new Field(label, Text.of(new Span.Date(at)));
  }
}
