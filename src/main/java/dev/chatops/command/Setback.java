package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What it means for a command that a pass over it threw. Every pass is tried again; this decides
/// whether people read of it, and when it is enough.
final class Setback {

  private static final int TOO_MANY_REQUESTS = 429;

  /// The caller's retry decides when to look again, and that is sooner.
  private static final Duration LATER = Duration.ofSeconds(30);

  private Setback() {}

  /// @param effectSeen whether the change is known to be in place
  /// @param startLimit how long after its creation it may start
  /// @return empty where the next try alone decides: the API server is away or busy, or somebody
  ///   wrote in between
  static Optional<Outcome> of(
      ChatCommand command, Exception e, boolean effectSeen, Duration startLimit, Instant now) {
    if (unanswered(e)) {
      return Optional.empty();
    }
    ChatCommandStatus status = command.getStatus();
    if (status != null && status.startedAt() != null && Dossier.of(status).rollsBack()) {
      return Rollback.setback(command, cause(e), now);
    }
    boolean started = status != null && status.startedAt() != null;
    Outcome outcome =
        started ? running(status, e, effectSeen, now) : waiting(command, e, startLimit, now);
    return outcome.reason().terminal() || !passing(e) ? Optional.of(outcome) : Optional.empty();
  }

  private static Outcome waiting(
      ChatCommand command, Exception e, Duration startLimit, Instant now) {
    Instant created = Instant.parse(command.getMetadata().getCreationTimestamp());
    return now.isAfter(created.plus(startLimit))
        ? Outcome.finished(
            Reason.EXPIRED,
            "It could not start in time, so nothing was done. " + cause(e),
            Dossier.EMPTY)
        : Outcome.waiting(Reason.ACCEPTED, cause(e) + " It is tried again.", Dossier.EMPTY, LATER);
  }

  private static Outcome running(
      ChatCommandStatus status, Exception e, boolean effectSeen, Instant now) {
    Dossier dossier = Dossier.of(status);
    if (dossier.deadline() == null || now.isBefore(dossier.deadline())) {
      return Outcome.waiting(Reason.RUNNING, cause(e) + " It is tried again.", dossier, LATER);
    }
    return effectSeen
        ? Outcome.finished(
            Reason.TIMED_OUT,
            "The change was made; its end could not be seen in time. " + cause(e),
            dossier)
        : Outcome.finished(
            Reason.OUTCOME_UNKNOWN,
            "It could not be told in time whether the change was made. "
                + cause(e)
                + " Nothing is repeated; look at the target and decide.",
            dossier);
  }

  /// The client has no code where it got no answer: 0 or -1.
  private static boolean unanswered(Exception e) {
    return e instanceof KubernetesClientException api
        && (api.getCode() <= 0 || api.getCode() == HttpURLConnection.HTTP_CONFLICT);
  }

  private static boolean passing(Exception e) {
    return e instanceof KubernetesClientException api
        && (api.getCode() == TOO_MANY_REQUESTS
            || api.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR);
  }

  /// The same for the same trouble, so that trying again writes nothing.
  private static String cause(Exception e) {
    return switch (e) {
      case KubernetesClientException api ->
          "The API server answered " + api.getCode() + ": " + Denials.message(api);
      case Targets.AccessDenied denied -> denied.sentence();
      default ->
          "The operator met an error that it does not know ("
              + e.getClass().getSimpleName()
              + "); its log says more.";
    };
  }
}
