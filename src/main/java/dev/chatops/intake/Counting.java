package dev.chatops.intake;

import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.api.v1alpha1.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the operator says of a decision: whether it counts.
public final class Counting {

  /// A platform waits 3 s for an answer to a press.
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

  private Counting() {}

  /// Waits a moment for it. Empty while the operator is slow or away, and for who may not read it:
  /// the decision is stored, and the card will tell.
  public static Optional<Condition> await(KubernetesClient client, CommandDecision stored) {
    try {
      CommandDecision seen =
          client
              .resource(stored)
              .waitUntilCondition(
                  now -> now == null || of(now).isPresent(),
                  ANSWERED_WITHIN.toMillis(),
                  TimeUnit.MILLISECONDS);
      return seen == null ? Optional.empty() : of(seen);
    } catch (KubernetesClientException lateOrLost) {
      return Optional.empty();
    }
  }

  /// As it is stored.
  public static Optional<Condition> of(CommandDecision decision) {
    return decision.getStatus() == null
        ? Optional.empty()
        : Condition.find(decision.getStatus().conditions(), "Counted");
  }
}
