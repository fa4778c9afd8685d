package dev.chatops.gateway;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.chat.ChatConnection;
import dev.chatops.intake.binding.ChannelBinding;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Says of each ChatChannel whether commands from it reach its namespace. Owns their whole status.
@ControllerConfiguration(name = "chatchannel", fieldManager = "chatops-gateway")
public final class ChannelReconciler implements Reconciler<ChatChannel> {

  private static final String READY = "Ready";

  /// What a channel is granted changes elsewhere.
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Function<ChatChannel, ChannelBinding> bindings;
  private final Workspaces workspaces;
  private final BooleanSupplier leads;
  private final Clock clock;

  /// @param bindings what the intake makes of a channel
  /// @param leads whether this replica speaks for all of them
  public ChannelReconciler(
      Function<ChatChannel, ChannelBinding> bindings,
      Workspaces workspaces,
      BooleanSupplier leads,
      Clock clock) {
    this.bindings = bindings;
    this.workspaces = workspaces;
    this.leads = leads;
    this.clock = clock;
  }

  @Override
  public UpdateControl<ChatChannel> reconcile(ChatChannel channel, Context<ChatChannel> context) {
    if (!leads.getAsBoolean()) {
      return UpdateControl.<ChatChannel>noUpdate().rescheduleAfter(LOOK);
    }
    ChatChannelStatus status = status(channel, clock.instant());
    if (status.equals(channel.getStatus())) {
      return UpdateControl.<ChatChannel>noUpdate().rescheduleAfter(LOOK);
    }
    var fresh = new ChatChannel();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(channel.getMetadata().getName())
            .withNamespace(channel.getMetadata().getNamespace())
            .build());
    fresh.setStatus(status);
    return UpdateControl.patchStatus(fresh).rescheduleAfter(LOOK);
  }

  private ChatChannelStatus status(ChatChannel channel, Instant now) {
    ChannelBinding binding = bindings.apply(channel);
    var conditions = new ArrayList<Condition>();
    boolean connected =
        workspaces
            .connection(channel.getSpec().workspace())
            .map(ChatConnection::health)
            .filter(ChatConnection.Health::connected)
            .isPresent();
    if (binding.ready() && !connected) {
      conditions.add(
          condition(
              channel,
              READY,
              ConditionStatus.FALSE,
              "WorkspaceNotReady",
              "ChatWorkspace %s is not connected; its own conditions say why."
                  .formatted(channel.getSpec().workspace()),
              now));
    } else {
      conditions.add(
          condition(
              channel,
              READY,
              binding.ready() ? ConditionStatus.TRUE : ConditionStatus.FALSE,
              binding.reason(),
              binding.message(),
              now));
    }
    if (!binding.ready()) {
      conditions.add(
          condition(
              channel, "Stalled", ConditionStatus.TRUE, binding.reason(), binding.message(), now));
    }
    return new ChatChannelStatus(channel.getMetadata().getGeneration(), List.copyOf(conditions));
  }

  private static Condition condition(
      ChatChannel channel,
      String type,
      ConditionStatus status,
      String reason,
      String message,
      Instant now) {
    var before = channel.getStatus();
    return Condition.at(
        now,
        before == null ? null : before.conditions(),
        type,
        status,
        reason,
        message,
        channel.getMetadata().getGeneration());
  }
}
