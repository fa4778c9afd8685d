package dev.chatops.identity;

import dev.chatops.api.v1alpha1.ChatIdentity;
import dev.chatops.api.v1alpha1.ChatIdentityStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says of each ChatIdentity whether its names are its own. Owns their whole status.
@ControllerConfiguration(name = "chatidentity", fieldManager = "chatops-operator")
public final class ChatIdentityReconciler implements Reconciler<ChatIdentity> {

  private static final String READY = "Ready";

  private final Clock clock;
  private @Nullable ClaimedNames claimed;

  public ChatIdentityReconciler(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, ChatIdentity>> prepareEventSources(
      EventSourceContext<ChatIdentity> context) {
    claimed = new ClaimedNames(context.getPrimaryCache());
    return List.of(claimed);
  }

  @Override
  public UpdateControl<ChatIdentity> reconcile(
      ChatIdentity identity, Context<ChatIdentity> context) {
    Optional<String> conflict = claimed == null ? Optional.empty() : claimed.conflict(identity);
    ChatIdentityStatus status = status(identity, conflict, clock.instant());
    if (status.equals(identity.getStatus())) {
      return UpdateControl.noUpdate();
    }
    var fresh = new ChatIdentity();
    fresh.setMetadata(new ObjectMetaBuilder().withName(identity.getMetadata().getName()).build());
    fresh.setStatus(status);
    return UpdateControl.patchStatus(fresh);
  }

  private static ChatIdentityStatus status(
      ChatIdentity identity, Optional<String> conflict, Instant now) {
    var conditions = new ArrayList<Condition>();
    String reason = conflict.isPresent() ? "Conflict" : READY;
    String message = conflict.orElse("Its names are its own.");
    conditions.add(
        condition(
            identity,
            READY,
            conflict.isPresent() ? ConditionStatus.FALSE : ConditionStatus.TRUE,
            reason,
            message,
            now));
    if (conflict.isPresent()) {
      conditions.add(condition(identity, "Stalled", ConditionStatus.TRUE, reason, message, now));
    }
    return new ChatIdentityStatus(identity.getMetadata().getGeneration(), List.copyOf(conditions));
  }

  private static Condition condition(
      ChatIdentity identity,
      String type,
      ConditionStatus status,
      String reason,
      String message,
      Instant now) {
    var before = identity.getStatus();
    return Condition.at(
        now,
        before == null ? null : before.conditions(),
        type,
        status,
        reason,
        message,
        identity.getMetadata().getGeneration());
  }
}
