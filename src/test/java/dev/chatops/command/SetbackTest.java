package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetbackTest {

  private static final Instant CREATED = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant DEADLINE = CREATED.plus(Duration.ofMinutes(5));

  private final Exception bug = new IndexOutOfBoundsException("5");

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 409})
  void anUnansweredRequestSaysNothingAtAnyTime(int code) {
    Exception outage = new KubernetesClientException("away", code, null);

    assertThat(waiting(outage, CREATED.plusSeconds(1))).isEmpty();
    assertThat(running(outage, false, DEADLINE.plusSeconds(1))).isEmpty();
  }

  @Test
  void aConnectionThatBreaksIsUnanswered() {
    var broken = new KubernetesClientException("reset", new IOException("reset"));

    assertThat(running(broken, false, DEADLINE.plusSeconds(1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aServerInTroubleIsNotReportedButDoesNotOutliveTheDeadline(int code) {
    Exception trouble = new KubernetesClientException("no", code, null);

    assertThat(running(trouble, false, CREATED.plusSeconds(1))).isEmpty();
    assertThat(running(trouble, false, DEADLINE))
        .map(Outcome::reason)
        .contains(Reason.OUTCOME_UNKNOWN);
  }

  @Test
  void aLackingRightIsReportedInItsOwnWords() {
    var denied = new Targets.AccessDenied("grant it", new IOException());

    assertThat(running(denied, false, CREATED.plusSeconds(1)))
        .map(Outcome::message)
        .contains("grant it It is tried again.");
  }

  @Test
  void beforeItsTimeIsOverACommandWaitsAndSaysWhy() {
    assertThat(waiting(bug, CREATED.plusSeconds(1))).map(Outcome::reason).contains(Reason.ACCEPTED);
    assertThat(running(bug, false, CREATED.plusSeconds(1)))
        .map(Outcome::reason)
        .contains(Reason.RUNNING);
    assertThat(waiting(bug, CREATED.plusSeconds(1)))
        .map(Outcome::message)
        .contains(
            "The operator met an error that it does not know (IndexOutOfBoundsException); its log"
                + " says more. It is tried again.");
  }

  @Test
  void afterItsTimeItEnds() {
    Instant late = DEADLINE.plusSeconds(1);

    assertThat(waiting(bug, CREATED.plus(Duration.ofMinutes(16))))
        .map(Outcome::reason)
        .contains(Reason.EXPIRED);
    assertThat(running(bug, false, late)).map(Outcome::reason).contains(Reason.OUTCOME_UNKNOWN);
    assertThat(running(bug, true, late)).map(Outcome::reason).contains(Reason.TIMED_OUT);
  }

  private static Optional<Outcome> waiting(Exception e, Instant now) {
    return of(null, e, false, now);
  }

  private static Optional<Outcome> running(Exception e, boolean effectSeen, Instant now) {
    var status =
        new ChatCommandStatus(
            1L, null, null, null, null, null, CREATED, null, DEADLINE, null, null, null, null, null,
            null, null);
    return of(status, e, effectSeen, now);
  }

  private static Optional<Outcome> of(
      @Nullable ChatCommandStatus status, Exception e, boolean effectSeen, Instant now) {
    var command = new ChatCommand();
    command.getMetadata().setCreationTimestamp(CREATED.toString());
    command.setStatus(status);
    return Setback.of(command, e, effectSeen, Duration.ofMinutes(15), now);
  }
}
