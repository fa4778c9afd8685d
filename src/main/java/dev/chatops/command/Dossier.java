package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Check;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.DefinitionRef;
import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Resolved;
import dev.chatops.api.v1alpha1.Timespan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known about a command; becomes its status.
///
/// @param authorized whether the requester may run it, null while nobody was asked
/// @param retention how long it is kept once finished, where the definition is known
record Dossier(
    @Nullable DefinitionRef definition,
    @Nullable Boolean authorized,
    @Nullable CommandPlan plan,
    @Nullable Resolved resolved,
    @Nullable String targetKey,
    @Nullable Instant startedAt,
    @Nullable Instant deadline,
    @Nullable Progress progress,
    List<Check> checks,
    @Nullable Duration retention) {

  /// A command that has not started: whatever an earlier pass found is found anew.
  static final Dossier EMPTY =
      new Dossier(null, null, null, null, null, null, null, null, List.of(), null);

  /// A command that has started: its status is evidence.
  static Dossier of(ChatCommandStatus status) {
    Resolved resolved = status.resolved();
    return new Dossier(
        status.definition(),
        true,
        status.plan(),
        resolved,
        status.targetKey(),
        status.startedAt(),
        status.deadline(),
        status.progress(),
        List.of(),
        resolved == null ? null : Timespan.parse(resolved.ttlAfterFinished()));
  }

  /// @throws IllegalStateException before the start
  Instant startedAtOrThrow() {
    if (startedAt == null) {
      throw new IllegalStateException("not started yet");
    }
    return startedAt;
  }

  Dossier withDefinition(DefinitionRef definition, Duration retention, String targetKey) {
    return new Dossier(
        definition,
        authorized,
        plan,
        resolved,
        targetKey,
        startedAt,
        deadline,
        progress,
        checks,
        retention);
  }

  Dossier withAuthorized(boolean authorized) {
    return new Dossier(
        definition,
        authorized,
        plan,
        resolved,
        targetKey,
        startedAt,
        deadline,
        progress,
        checks,
        retention);
  }

  Dossier withPlan(CommandPlan plan) {
    return new Dossier(
        definition,
        authorized,
        plan,
        resolved,
        targetKey,
        startedAt,
        deadline,
        progress,
        checks,
        retention);
  }

  Dossier withStart(Resolved resolved, Instant startedAt, Instant deadline) {
    return new Dossier(
        definition,
        authorized,
        plan,
        resolved,
        targetKey,
        startedAt,
        deadline,
        progress,
        checks,
        retention);
  }

  Dossier withProgress(Progress progress) {
    return new Dossier(
        definition,
        authorized,
        plan,
        resolved,
        targetKey,
        startedAt,
        deadline,
        progress,
        checks,
        retention);
  }

  Dossier withCheck(Check check) {
    var all = new ArrayList<>(checks);
    all.add(check);
    return new Dossier(
        definition,
        authorized,
        plan,
        resolved,
        targetKey,
        startedAt,
        deadline,
        progress,
        List.copyOf(all),
        retention);
  }
}
