package dev.chatops.gateway;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.chat.ChannelState;
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
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Says of each ChatChannel whether commands from it reach its namespace. Owns their whole status.
///
/// The replica that leads speaks for all. What a chat service tells of a channel reaches any one of
/// them: that one speaks at once, and who leads asks the service again before it says otherwise.
@ControllerConfiguration(name = "chatchannel", fieldManager = "chatops-gateway")
public final class ChannelReconciler implements Reconciler<ChatChannel> {

  private static final String READY = "Ready";

  /// What a channel is granted changes elsewhere, and so does what is told of it.
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
    if (!leads.getAsBoolean() && !hasNews(channel)) {
      return UpdateControl.<ChatChannel>noUpdate().rescheduleAfter(LOOK);
    }
    if (status(channel, false).equals(channel.getStatus())) {
      return UpdateControl.<ChatChannel>noUpdate().rescheduleAfter(LOOK);
    }
    ChatChannelStatus status = status(channel, true);
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

  private boolean hasNews(ChatChannel channel) {
    return workspaces
        .connection(channel.getSpec().workspace())
        .filter(connection -> connection.hasNews(channel.getSpec().channelId()))
        .isPresent();
  }

  /// @param afresh whether to ask the chat service whatever it said before
  private ChatChannelStatus status(ChatChannel channel, boolean afresh) {
    ChannelVerdict verdict = verdict(channel, afresh);
    Instant now = clock.instant();
    var conditions = new ArrayList<Condition>();
    conditions.add(
        condition(
            channel,
            READY,
            verdict.ready() ? ConditionStatus.TRUE : ConditionStatus.FALSE,
            verdict.reason(),
            verdict.message(),
            now));
    if (verdict.stalled()) {
      conditions.add(
          condition(
              channel, "Stalled", ConditionStatus.TRUE, verdict.reason(), verdict.message(), now));
    }
    return new ChatChannelStatus(channel.getMetadata().getGeneration(), List.copyOf(conditions));
  }

  private ChannelVerdict verdict(ChatChannel channel, boolean afresh) {
    String workspace = channel.getSpec().workspace();
    ChannelBinding binding = bindings.apply(channel);
    Optional<ChatConnection> connection = workspaces.connection(workspace);
    boolean connected =
        connection.map(ChatConnection::health).filter(ChatConnection.Health::connected).isPresent();
    // What was not granted is not asked about.
    ChannelState state =
        connection
            .filter(open -> binding.ready())
            .map(open -> open.channel(channel.getSpec().channelId(), afresh))
            .orElse(ChannelState.UNKNOWN);
    return ChannelVerdict.of(
        channel, binding, workspaces.externalAllowed(workspace), state, connected);
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
