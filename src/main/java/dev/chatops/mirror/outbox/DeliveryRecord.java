package dev.chatops.mirror.outbox;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Delivery;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Writes the gateway's part of the status, `delivery` and the condition `Reported`, by server-side
/// apply of a fresh object.
final class DeliveryRecord {

  private static final String REPORTED = "Reported";
  private static final String MANAGER = "chatops-gateway";
  private static final int SENTENCE = 512;

  private final KubernetesClient client;
  private final BooleanSupplier leads;
  private final Clock clock;

  /// @param leads whether writing is still ours
  DeliveryRecord(KubernetesClient client, BooleanSupplier leads, Clock clock) {
    this.client = client;
    this.leads = leads;
    this.clock = clock;
  }

  /// Fails with 404 or 409 where the command, or this one of its name, is gone.
  ///
  /// @throws CancellationException where another leads
  void write(ChatCommand command, Correspondence correspondence) {
    if (!leads.getAsBoolean()) {
      throw new CancellationException();
    }
    var fresh = new ChatCommand();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(command.getMetadata().getName())
            .withNamespace(command.getMetadata().getNamespace())
            .withUid(correspondence.uid())
            .build());
    fresh.setStatus(
        new ChatCommandStatus(
            null,
            reported(command, correspondence),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            correspondence.delivery()));
    client
        .resource(fresh)
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(MANAGER)
                .withForce(true)
                .build());
    correspondence.written();
  }

  private @Nullable List<Condition> reported(ChatCommand command, Correspondence correspondence) {
    Delivery delivery = correspondence.delivery();
    Correspondence.Failure failure = correspondence.failure();
    if (failure != null) {
      return List.of(
          condition(command, ConditionStatus.FALSE, failure.reason(), failure.message()));
    }
    String where = " channel %s of %s.".formatted(delivery.channel(), delivery.workspace());
    return switch (delivery.state()) {
      case POSTED ->
          List.of(condition(command, ConditionStatus.TRUE, "Posted", "The card is in the" + where));
      case SUMMARISED ->
          List.of(
              condition(
                  command,
                  delivery.settledAt() == null ? ConditionStatus.UNKNOWN : ConditionStatus.TRUE,
                  "Summarised",
                  "It is a line of a summary in the" + where));
      case WITHHELD, GIVEN_UP -> null;
      case null -> null;
    };
  }

  private Condition condition(
      ChatCommand command, ConditionStatus status, String reason, String message) {
    return Condition.at(
        clock.instant(),
        command.getStatus() == null ? null : command.getStatus().conditions(),
        REPORTED,
        status,
        reason,
        message.length() > SENTENCE ? message.substring(0, SENTENCE) : message,
        command.getMetadata().getGeneration());
  }
}
