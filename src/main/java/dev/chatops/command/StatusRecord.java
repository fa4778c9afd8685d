package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the operator's part of the status, by server-side apply of a fresh object.
final class StatusRecord {

  /// The gateway's own condition.
  private static final String REPORTED = "Reported";

  private final Context<ChatCommand> context;

  StatusRecord(Context<ChatCommand> context) {
    this.context = context;
  }

  /// The write that decides who acts: it fails with a conflict when anybody wrote since `command`
  /// was read.
  ///
  /// @return the object as stored
  ChatCommand startOf(ChatCommand command, ChatCommandStatus status) {
    return apply(command, status, command.getMetadata().getResourceVersion());
  }

  /// Any other write. Not locked: admission keeps what must not change from changing.
  ///
  /// @return false when the stored status says the same already
  boolean write(ChatCommand command, ChatCommandStatus status) {
    if (status.equals(ownPart(command.getStatus()))) {
      return false;
    }
    apply(command, status, null);
    return true;
  }

  private ChatCommand apply(
      ChatCommand command, ChatCommandStatus status, @Nullable String resourceVersion) {
    var fresh = new ChatCommand();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(command.getMetadata().getName())
            .withNamespace(command.getMetadata().getNamespace())
            .withUid(command.getMetadata().getUid())
            .withResourceVersion(resourceVersion)
            .build());
    fresh.setStatus(status);
    return context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
  }

  private static @Nullable ChatCommandStatus ownPart(@Nullable ChatCommandStatus status) {
    if (status == null) {
      return null;
    }
    List<Condition> own =
        status.conditions() == null
            ? null
            : status.conditions().stream().filter(c -> !c.type().equals(REPORTED)).toList();
    return new ChatCommandStatus(
        status.observedGeneration(),
        own,
        status.definition(),
        status.plan(),
        status.resolved(),
        status.targetKey(),
        status.startedAt(),
        status.finishedAt(),
        status.deadline(),
        status.expireHour(),
        status.progress(),
        status.output(),
        status.result(),
        status.explain(),
        status.approvals(),
        null);
  }
}
