package dev.chatops.command;

import dev.chatops.action.Action;
import dev.chatops.action.Actions;
import dev.chatops.action.Facts;
import dev.chatops.action.Plan;
import dev.chatops.action.Workload;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Resolved;
import dev.chatops.api.v1alpha1.Timespan;
import dev.chatops.decision.Decisions;
import dev.chatops.identity.Identity;
import dev.chatops.policy.Arguments;
import dev.chatops.policy.Definition;
import dev.chatops.policy.approval.Tally;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One command in one pass; each step adds what it found.
record Work(
    ChatCommand command,
    Instant now,
    Dossier dossier,
    @Nullable Order order,
    Identity.@Nullable Known who,
    @Nullable Prepared prepared,
    @Nullable Counted counted) {

  static Work begin(ChatCommand command, Instant now) {
    return new Work(command, now, Dossier.EMPTY, null, null, null, null);
  }

  /// What [Resolve] found.
  record Order(Definition definition, Arguments arguments, Action action, Targets.Runner runner) {}

  /// What [Prepare] found.
  record Prepared(Workload target, Plan plan, Resolved resolved) {}

  /// What [ApprovalGate] counted.
  record Counted(Decisions.Heard heard, Tally tally) {}

  Work with(Dossier dossier) {
    return new Work(command, now, dossier, order, who, prepared, counted);
  }

  Work with(Order order) {
    return new Work(command, now, dossier, order, who, prepared, counted);
  }

  Work with(Prepared prepared) {
    return new Work(command, now, dossier, order, who, prepared, counted);
  }

  Work with(Identity.Known who) {
    return new Work(command, now, dossier, order, who, prepared, counted);
  }

  Work with(Counted counted) {
    return new Work(command, now, dossier, order, who, prepared, counted);
  }

  /// Who asks, as RBAC is asked about them now.
  ///
  /// @throws IllegalStateException before [Authorize]
  Identity.Known requester() {
    if (who == null) {
      throw new IllegalStateException("not authorized yet");
    }
    return who;
  }

  /// @throws IllegalStateException before [Resolve]
  Order resolved() {
    if (order == null) {
      throw new IllegalStateException("not resolved yet");
    }
    return order;
  }

  /// Whether it changes nothing.
  boolean onlyLooks() {
    return order != null && Actions.looks(order.action().verb());
  }

  /// How long it may run.
  Duration timeout() {
    String wanted = command.getSpec().timeout();
    return wanted == null ? resolved().definition().spec().runLimit() : Timespan.parse(wanted);
  }

  /// What every pass plans by.
  Facts.Order terms() {
    return new Facts.Order(
        command.getMetadata().getUid(),
        timeout(),
        resolved().definition().spec().retention(),
        resolved().definition().spec().overridesGitOps());
  }

  /// @throws IllegalStateException before [Prepare]
  Prepared planned() {
    if (prepared == null) {
      throw new IllegalStateException("not planned yet");
    }
    return prepared;
  }
}
