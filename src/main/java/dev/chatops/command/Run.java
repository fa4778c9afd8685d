package dev.chatops.command;

import dev.chatops.action.Actions;
import dev.chatops.action.Facts;
import dev.chatops.action.Observer;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Progress;
import dev.chatops.api.v1alpha1.Resolved;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.api.v1alpha1.Timespan;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One running command in one pass.
record Run(
    ChatCommand command,
    Instant now,
    Dossier dossier,
    Resolved resolved,
    CommandPlan plan,
    Ongoing ongoing) {

  static Run of(ChatCommand command, Instant now, Ongoing ongoing) {
    Dossier dossier = Dossier.of(command.getStatus());
    return new Run(
        command,
        now,
        dossier,
        Objects.requireNonNull(dossier.resolved()),
        Objects.requireNonNull(dossier.plan()),
        ongoing);
  }

  Targets.Runner runner() {
    return new Targets.Runner(command.getMetadata().getNamespace(), resolved.serviceAccountName());
  }

  /// Whether it is the very object that was planned for; one that the command makes has no uid yet.
  boolean isTarget(Workload found) {
    return ref().uid() == null || found.uid().equals(ref().uid());
  }

  /// Whether the command makes an object of its own.
  boolean creates() {
    return Actions.creates(verb());
  }

  /// What judges how far it is.
  Observer observer() {
    var outcome = resolved.outcome();
    if (resolved.fields() != null) {
      return new PatchObserver(resolved.fields(), outcome);
    }
    return outcome == null ? Actions.observer(verb()) : new OutcomeObserver(outcome);
  }

  /// Whether what it makes is a Job, which has a log and ends when it is deleted.
  boolean isJob() {
    return ref().apiVersion().equals("batch/v1") && ref().kind().equals("Job");
  }

  Facts.Order order() {
    return new Facts.Order(
        command.getMetadata().getUid(),
        Duration.between(dossier.startedAtOrThrow(), deadline()),
        Timespan.parse(resolved.ttlAfterFinished()),
        resolved.gitOps() != null);
  }

  /// What is observed: the target of the plan, or what was made for it.
  TargetRef ref() {
    return resolved.object() == null ? plan.target() : resolved.object();
  }

  Target target() {
    return new Target(ref().apiVersion(), ref().kind(), ref().name());
  }

  String title() {
    return ref().kind().toLowerCase(Locale.ROOT) + "/" + ref().name();
  }

  /// The plan's summary names the target already.
  String withoutTitle(String message) {
    String prefix = title() + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }

  /// Such as `deployment/web was changed by kubectl-edit`.
  String changed(Workload target) {
    String manager = target.lastManager();
    return title() + " was changed by " + (manager.isEmpty() ? "somebody else" : manager);
  }

  String verb() {
    return resolved.action();
  }

  @Nullable Progress progress() {
    return dossier.progress();
  }

  Instant deadline() {
    return Objects.requireNonNull(dossier.deadline());
  }

  boolean overdue() {
    return !now.isBefore(deadline());
  }

  Duration startedFor() {
    return Duration.between(dossier.startedAtOrThrow(), now);
  }
}
