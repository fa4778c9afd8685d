package dev.chatops.gateway;

import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.ChatWorkspaceStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.chat.ChatConnection;
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
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Says of each ChatWorkspace whether its connection works, as the leading replica sees it. Owns
/// their whole status.
@ControllerConfiguration(name = "chatworkspace", fieldManager = "chatops-gateway")
public final class WorkspaceReconciler implements Reconciler<ChatWorkspace> {

  private static final String CONNECTED = "Connected";
  private static final String READY = "Ready";

  private static final String CONNECTING = "Connecting";

  /// What a person has to mend; everything else comes back by itself.
  private static final Set<String> STALLED =
      Set.of(
          "SecretMissing",
          "InvalidCredentials",
          "WrongWorkspace",
          "WrongApp",
          "SocketModeOff",
          "ForeignConnection");

  private static final Duration LOOK = Duration.ofSeconds(5);

  /// Times are told this exactly, so that a busy channel costs few writes.
  private static final Duration EXACTLY = Duration.ofMinutes(5);

  private final Workspaces workspaces;
  private final BooleanSupplier leads;
  private final Clock clock;

  /// @param leads whether this replica speaks for all of them
  public WorkspaceReconciler(Workspaces workspaces, BooleanSupplier leads, Clock clock) {
    this.workspaces = workspaces;
    this.leads = leads;
    this.clock = clock;
  }

  @Override
  public UpdateControl<ChatWorkspace> reconcile(
      ChatWorkspace workspace, Context<ChatWorkspace> context) {
    if (!leads.getAsBoolean()) {
      return UpdateControl.<ChatWorkspace>noUpdate().rescheduleAfter(LOOK);
    }
    ChatConnection.Health health =
        workspaces
            .standing(workspace.getMetadata().getName())
            .map(WorkspaceReconciler::health)
            .orElseGet(() -> shut(CONNECTING, "The connection is being opened."));
    ChatWorkspaceStatus status = status(workspace, health, clock.instant());
    if (status.equals(workspace.getStatus())) {
      return UpdateControl.<ChatWorkspace>noUpdate().rescheduleAfter(LOOK);
    }
    var fresh = new ChatWorkspace();
    fresh.setMetadata(new ObjectMetaBuilder().withName(workspace.getMetadata().getName()).build());
    fresh.setStatus(status);
    return UpdateControl.patchStatus(fresh).rescheduleAfter(LOOK);
  }

  private static ChatConnection.Health health(Workspaces.Standing standing) {
    return switch (standing) {
      case Workspaces.Standing.Open(String version, ChatConnection connection) ->
          connection.health();
      case Workspaces.Standing.Shut(String reason, String message) -> shut(reason, message);
    };
  }

  private static ChatConnection.Health shut(String reason, String message) {
    return new ChatConnection.Health(false, reason, message, null, null);
  }

  static ChatWorkspaceStatus status(
      ChatWorkspace workspace, ChatConnection.Health health, Instant now) {
    var conditions = new ArrayList<Condition>();
    ConditionStatus works = health.connected() ? ConditionStatus.TRUE : ConditionStatus.FALSE;
    conditions.add(condition(workspace, CONNECTED, works, health.reason(), health.message(), now));
    conditions.add(
        condition(
            workspace,
            READY,
            works,
            health.connected() ? READY : health.reason(),
            health.message(),
            now));
    if (!health.connected() && STALLED.contains(health.reason())) {
      conditions.add(
          condition(
              workspace, "Stalled", ConditionStatus.TRUE, health.reason(), health.message(), now));
    }
    var before = workspace.getStatus();
    return new ChatWorkspaceStatus(
        workspace.getMetadata().getGeneration(),
        List.copyOf(conditions),
        latest(health.lastEventAt(), before == null ? null : before.lastEventAt()),
        latest(health.lastPostAt(), before == null ? null : before.lastPostAt()));
  }

  /// A replica that has just begun knows less than the status.
  private static @Nullable Instant latest(@Nullable Instant seen, @Nullable Instant told) {
    if (seen == null) {
      return told;
    }
    Instant rounded =
        Instant.ofEpochSecond(
            seen.getEpochSecond() - Math.floorMod(seen.getEpochSecond(), EXACTLY.toSeconds()));
    return told != null && told.isAfter(rounded) ? told : rounded;
  }

  private static Condition condition(
      ChatWorkspace workspace,
      String type,
      ConditionStatus status,
      String reason,
      String message,
      Instant now) {
    var before = workspace.getStatus();
    return Condition.at(
        now,
        before == null ? null : before.conditions(),
        type,
        status,
        reason,
        message,
        workspace.getMetadata().getGeneration());
  }
}
