package dev.chatops.command;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Check;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.DefinitionRef;
import dev.chatops.api.v1alpha1.Output;
import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Resolved;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.api.v1alpha1.Timespan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is known about a command; becomes its status.
///
/// @param authorized whether the requester may run it, null while nobody was asked
/// @param consent where it stands with the people who must agree; null where nobody must
/// @param overriddenFreeze the sentence about a window that it runs in spite of
/// @param rollback where it stands with taking a failed change back, with the reason of the failure
///   while that is open; null where nothing is
/// @param approvals decisions that counted
/// @param output what it printed
/// @param result what it produced, by name
/// @param retention how long it is kept once finished, where the definition is known
record Dossier(
    @Nullable DefinitionRef definition,
    @Nullable Boolean authorized,
    @Nullable Finding consent,
    @Nullable String overriddenFreeze,
    @Nullable Finding rollback,
    List<Approval> approvals,
    @Nullable CommandPlan plan,
    @Nullable Resolved resolved,
    @Nullable String targetKey,
    @Nullable Instant startedAt,
    @Nullable Instant deadline,
    @Nullable Progress progress,
    @Nullable Output output,
    @Nullable Map<String, String> result,
    List<Check> checks,
    @Nullable Duration retention) {

  /// What one condition says.
  record Finding(ConditionStatus status, String reason, String message) {}

  /// A command that has not started: whatever an earlier pass found is found anew.
  static final Dossier EMPTY = new Draft().done();

  /// A command that has started: its status is evidence.
  static Dossier of(ChatCommandStatus status) {
    var draft = new Draft();
    draft.definition = status.definition();
    draft.authorized = true;
    draft.consent =
        Condition.find(status.conditions(), StatusSummary.APPROVED)
            .map(c -> new Finding(c.status(), c.reason(), c.message()))
            .orElse(null);
    draft.overriddenFreeze =
        Condition.find(status.conditions(), StatusSummary.FREEZE_OVERRIDDEN)
            .map(Condition::message)
            .orElse(null);
    draft.rollback =
        Condition.find(status.conditions(), StatusSummary.ROLLED_BACK)
            .map(c -> new Finding(c.status(), c.reason(), c.message()))
            .orElse(null);
    draft.approvals = status.approvals() == null ? List.of() : status.approvals();
    draft.plan = status.plan();
    draft.resolved = status.resolved();
    draft.targetKey = status.targetKey();
    draft.startedAt = status.startedAt();
    draft.deadline = status.deadline();
    draft.progress = status.progress();
    draft.output = status.output();
    draft.result = status.result();
    draft.retention =
        status.resolved() == null ? null : Timespan.parse(status.resolved().ttlAfterFinished());
    return draft.done();
  }

  /// The object that tells how far the command is; null while there is no plan.
  @Nullable TargetRef followed() {
    if (resolved != null && resolved.object() != null) {
      return resolved.object();
    }
    return plan == null ? null : plan.target();
  }

  /// @throws IllegalStateException before the start
  Instant startedAtOrThrow() {
    if (startedAt == null) {
      throw new IllegalStateException("not started yet");
    }
    return startedAt;
  }

  Dossier withDefinition(DefinitionRef definition, Duration retention, @Nullable String targetKey) {
    return with(draft -> {
      draft.definition = definition;
      draft.retention = retention;
      draft.targetKey = targetKey;
    });
  }

  Dossier withAuthorized(boolean authorized) {
    return with(draft -> draft.authorized = authorized);
  }

  Dossier withOverriddenFreeze(String sentence) {
    return with(draft -> draft.overriddenFreeze = sentence);
  }

  Dossier withRollback(Finding rollback) {
    return with(draft -> draft.rollback = rollback);
  }

  /// Whether a failed change is being taken back.
  boolean rollsBack() {
    return rollback != null && rollback.status() == ConditionStatus.UNKNOWN;
  }

  Dossier withConsent(Finding consent, List<Approval> approvals) {
    return with(draft -> {
      draft.consent = consent;
      draft.approvals = approvals;
    });
  }

  /// What people say now in place of what they said at the start.
  Dossier withDecisionsOf(Dossier now) {
    return with(draft -> {
      draft.consent = now.consent;
      draft.approvals = now.approvals;
    });
  }

  Dossier withApprovals(List<Approval> approvals) {
    return with(draft -> draft.approvals = approvals);
  }

  Dossier withPlan(CommandPlan plan) {
    return with(draft -> draft.plan = plan);
  }

  Dossier withStart(Resolved resolved, Instant startedAt, Instant deadline) {
    return with(draft -> {
      draft.resolved = resolved;
      draft.startedAt = startedAt;
      draft.deadline = deadline;
    });
  }

  /// A command that starts nothing but to look.
  Dossier withLook(Instant at) {
    return with(draft -> draft.startedAt = at);
  }

  Dossier withProgress(Progress progress) {
    return with(draft -> draft.progress = progress);
  }

  Dossier withOutput(@Nullable Output output, @Nullable Map<String, String> result) {
    return with(draft -> {
      draft.output = output;
      draft.result = result;
    });
  }

  Dossier withCheck(Check check) {
    return with(draft -> {
      var all = new ArrayList<>(draft.checks);
      all.add(check);
      draft.checks = List.copyOf(all);
    });
  }

  private Dossier with(Consumer<Draft> change) {
    var draft = new Draft();
    draft.definition = definition;
    draft.authorized = authorized;
    draft.consent = consent;
    draft.overriddenFreeze = overriddenFreeze;
    draft.rollback = rollback;
    draft.approvals = approvals;
    draft.plan = plan;
    draft.resolved = resolved;
    draft.targetKey = targetKey;
    draft.startedAt = startedAt;
    draft.deadline = deadline;
    draft.progress = progress;
    draft.output = output;
    draft.result = result;
    draft.checks = checks;
    draft.retention = retention;
    change.accept(draft);
    return draft.done();
  }

  private static final class Draft {
    private @Nullable DefinitionRef definition;
    private @Nullable Boolean authorized;
    private @Nullable Finding consent;
    private @Nullable String overriddenFreeze;
    private @Nullable Finding rollback;
    private List<Approval> approvals = List.of();
    private @Nullable CommandPlan plan;
    private @Nullable Resolved resolved;
    private @Nullable String targetKey;
    private @Nullable Instant startedAt;
    private @Nullable Instant deadline;
    private @Nullable Progress progress;
    private @Nullable Output output;
    private @Nullable Map<String, String> result;
    private List<Check> checks = List.of();
    private @Nullable Duration retention;

    private Dossier done() {
      return new Dossier(
          definition,
          authorized,
          consent,
          overriddenFreeze,
          rollback,
          approvals,
          plan,
          resolved,
          targetKey,
          startedAt,
          deadline,
          progress,
          output,
          result,
          checks,
          retention);
    }
  }
}
