package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.api.v1alpha1.Timespan;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "chat, 1h, 0s, true",
    "chat, 24h59m, 0s, true",
    "chat, 25h, 0s, false",
    "kubectl, 1s, 0s, false",
    "kubectl, 1h, 2h, true",
    "kubectl, 1h, 30m, false",
    "chat, 26h, 27h, true",
  })
  void whatIsBeyondTheLimitStaysWhileItCountsOrMayComeAgain(
      String from, String finishedBefore, String window, boolean stays) {
    Instant finishedAt = NOW.minus(Timespan.parse(finishedBefore));
    var command = new ChatCommand();
    command.setSpec(
        new ChatCommandSpec(
            "restart-web",
            null,
            null,
            null,
            null,
            null,
            null,
            from.equals("chat")
                ? new Origin("slack", "acme", "C1", "U1", null, "1.2", "C1/1.2", null, null, null)
                : null));
    command.setStatus(
        new ChatCommandStatus(
            null,
            null,
            null,
            null,
            null,
            null,
            finishedAt,
            finishedAt,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));

    assertThat(Retention.isNeeded(command, Timespan.parse(window), NOW)).isEqualTo(stays);
  }
}
