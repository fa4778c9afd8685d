package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.PutBack;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Resolved;
import dev.chatops.api.v1alpha1.TargetRef;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollbackTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final PutBack FORMER = new PutBack("web", "web:1");

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"ROLLOUT_FAILED", "TIMED_OUT"})
  void aFailureIsStoredBeforeAnythingIsTakenBack(Reason reason) {
    Run run = run(FORMER, null);

    Outcome outcome = Rollback.orEnd(run, reason, "It failed.", run.dossier());

    assertThat(outcome.reason()).isEqualTo(Reason.RUNNING);
    assertThat(outcome.dossier().rollsBack()).isTrue();
    var status = StatusSummary.of(run.command(), outcome, START);
    assertThat(Condition.find(status.conditions(), "RolledBack").orElseThrow())
        .isEqualTo(pending(reason.word(), START));
    assertThat(Dossier.of(status).rollback()).isEqualTo(outcome.dossier().rollback());
  }

  @Test
  void withoutAWishForItAFailureIsTheEnd() {
    Run run = run(null, null);

    assertThat(Rollback.orEnd(run, Reason.ROLLOUT_FAILED, "It failed.", run.dossier()))
        .isEqualTo(Outcome.finished(Reason.ROLLOUT_FAILED, "It failed.", run.dossier()));
  }

  @Test
  void anotherFailureIsTheEndToo() {
    Run run = run(FORMER, null);

    assertThat(Rollback.orEnd(run, Reason.SUPERSEDED, "Changed.", run.dossier()).reason())
        .isEqualTo(Reason.SUPERSEDED);
  }

  /// The command's own deadline is over by then.
  @Test
  void whatLeavesTheWriteOpenIsTriedAgainForFiveMinutes() {
    ChatCommand command = run(FORMER, pending("TimedOut", START.plusSeconds(900))).command();

    assertThat(setback(command, 900 + 300)).isEmpty();
    Outcome outcome = setback(command, 900 + 301).orElseThrow();
    assertThat(outcome.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(outcome.message())
        .startsWith(
            "It failed. It cannot be told whether it was rolled back; look at deployment/web.");
    assertThat(outcome.dossier().rollback())
        .extracting(Dossier.Finding::status, Dossier.Finding::reason)
        .containsExactly(ConditionStatus.FALSE, "RollbackUnknown");
  }

  private static Optional<Outcome> setback(ChatCommand command, int seconds) {
    return Setback.of(
        command,
        new KubernetesClientException("out of order", 500, null),
        true,
        Duration.ofMinutes(15),
        START.plusSeconds(seconds));
  }

  private static Condition pending(String reason, Instant since) {
    return new Condition("RolledBack", ConditionStatus.UNKNOWN, reason, "It failed.", since, 1);
  }

  private static Run run(@Nullable PutBack former, @Nullable Condition pending) {
    var command = new ChatCommand();
    command.getMetadata().setUid("u-1");
    command.getMetadata().setGeneration(1L);
    command.setStatus(
        new ChatCommandStatus(
            1L,
            pending == null ? List.of() : List.of(pending),
            null,
            new CommandPlan(
                "d",
                "image of web: web:1 → 2 on deployment/web",
                new TargetRef("apps/v1", "Deployment", "web", "t"),
                List.of(),
                null,
                null),
            Resolved.at("deploy", "chatops-runner", 7, "template=x", "336h").or(former),
            null,
            START,
            null,
            START.plusSeconds(900),
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return Run.of(command, START.plusSeconds(900), new Ongoing(true, START));
  }
}
