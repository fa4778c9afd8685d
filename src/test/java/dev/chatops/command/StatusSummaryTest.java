package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.DefinitionRef;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Timespan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusSummaryTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:34:56.789Z");
  private static final Instant SECOND = Instant.parse("2026-01-31T12:34:56Z");
  private static final Origin CHAT =
      new Origin("slack", "acme", "C1", "U1", null, "1.2", "C1/1.2", null, null, null);

  @ParameterizedTest
  @EnumSource(Reason.class)
  void finishedIsTrueInEveryEndStateAndTheReasonIsTheSameEverywhere(Reason reason) {
    ChatCommandStatus status = StatusSummary.of(command(null), outcome(reason, "why"), NOW);

    assertThat(status.conditions())
        .extracting(Condition::type, Condition::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Finished", reason.word()),
            org.assertj.core.groups.Tuple.tuple("Succeeded", reason.word()));
    assertThat(condition(status, "Finished").status())
        .isEqualTo(reason.terminal() ? ConditionStatus.TRUE : ConditionStatus.FALSE);
    assertThat(condition(status, "Succeeded").status())
        .isEqualTo(
            switch (reason.state()) {
              case OPEN -> ConditionStatus.UNKNOWN;
              case DONE -> ConditionStatus.TRUE;
              case REFUSED, FAILED -> ConditionStatus.FALSE;
            });
    assertThat(status.finishedAt()).isEqualTo(reason.terminal() ? SECOND : null);
    assertThat(status.expireHour() != null).isEqualTo(reason.terminal());
  }

  @Test
  void theSameOutcomeGivesAnEqualStatusLater() {
    ChatCommandStatus first =
        StatusSummary.of(command(null), outcome(Reason.RUNNING, "goes on"), NOW);

    ChatCommandStatus later =
        StatusSummary.of(
            command(first), outcome(Reason.RUNNING, "goes on"), NOW.plus(Duration.ofMinutes(5)));

    assertThat(later).isEqualTo(first);
  }

  @Test
  void theTimeOfTransitionMovesOnlyWithTheStatus() {
    ChatCommandStatus queued =
        StatusSummary.of(command(null), outcome(Reason.QUEUED, "waits"), NOW);
    Instant later = NOW.plus(Duration.ofMinutes(5));

    ChatCommandStatus running =
        StatusSummary.of(command(queued), outcome(Reason.RUNNING, "goes on"), later);
    ChatCommandStatus done =
        StatusSummary.of(command(running), outcome(Reason.COMPLETED, "there"), later);

    assertThat(condition(running, "Succeeded").lastTransitionTime()).isEqualTo(SECOND);
    assertThat(condition(done, "Succeeded").lastTransitionTime())
        .isEqualTo(SECOND.plus(Duration.ofMinutes(5)));
  }

  @Test
  void messagesAreCutAt512CodePointsAndSaySo() {
    String long600 = "🚀".repeat(600);

    String cut = StatusSummary.cut(long600);

    assertThat(cut.codePointCount(0, cut.length())).isEqualTo(512);
    assertThat(cut).endsWith("🚀…");
    assertThat(StatusSummary.cut("short")).isEqualTo("short");
  }

  @Test
  void expiresInTheFirstFullHourAfterItsRetention() {
    assertThat(StatusSummary.expireHour(SECOND, Duration.ofHours(2))).isEqualTo("2026-01-31T15");
    assertThat(StatusSummary.expireHour(SECOND, StatusSummary.kept(null, null)))
        .isEqualTo("2026-02-14T13");
  }

  @ParameterizedTest
  @CsvSource({"2h, 25h", "25h, 25h", "26h, 26h", "744h, 744h"})
  void aCommandFromChatIsKnownAsLongAsItsMessageMayComeAgain(String wanted, String kept) {
    assertThat(StatusSummary.kept(CHAT, Timespan.parse(wanted))).isEqualTo(Timespan.parse(kept));
    assertThat(StatusSummary.kept(null, Timespan.parse(wanted))).isEqualTo(Timespan.parse(wanted));
  }

  @Test
  void whatIsWrittenOfACommandFromChatSaysSo() {
    var fromChat = command(null);
    fromChat.setSpec(new ChatCommandSpec("restart-web", null, null, null, null, null, null, CHAT));

    ChatCommandStatus status =
        StatusSummary.of(
            fromChat,
            new Outcome(
                Reason.COMPLETED,
                "done",
                Dossier.EMPTY.withDefinition(
                    new DefinitionRef("uid", 1L), Duration.ofHours(1), "target"),
                null),
            NOW);

    assertThat(status.expireHour()).isEqualTo("2026-02-01T14");
  }

  private static Outcome outcome(Reason reason, String message) {
    return new Outcome(reason, message, Dossier.EMPTY, null);
  }

  private static ChatCommand command(ChatCommandStatus status) {
    var command = new ChatCommand();
    command.getMetadata().setGeneration(1L);
    command.setSpec(new ChatCommandSpec("restart-web", null, null, null, null, null, null, null));
    command.setStatus(status);
    return command;
  }

  private static Condition condition(ChatCommandStatus status, String type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
