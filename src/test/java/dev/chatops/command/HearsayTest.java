package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HearsayTest {

  private static final Instant LEADS = Instant.parse("2026-01-31T12:00:00.700Z");

  private final Hearsay hearsay = new Hearsay();

  @BeforeEach
  void driveAFirstCommand() {
    hearsay.mayHaveDecisions(command("2026-01-31T11:59:00Z", null), LEADS);
  }

  @Test
  void whatWasJustStoredHasNoneUnlessOneWasHeardOf() {
    ChatCommand fresh = command("2026-01-31T12:00:01Z", null);
    assertThat(hearsay.mayHaveDecisions(fresh, LEADS.plusSeconds(1))).isFalse();

    hearsay.heardOf(fresh);
    assertThat(hearsay.mayHaveDecisions(fresh, LEADS.plusSeconds(1))).isTrue();

    hearsay.forget("uid");
    assertThat(hearsay.mayHaveDecisions(fresh, LEADS.plusSeconds(1))).isFalse();
  }

  @Test
  void whatIsOlderThanTheFirstCommandThatWasDrivenMayHaveSome() {
    assertThat(hearsay.mayHaveDecisions(command("2026-01-31T12:00:00Z", null), LEADS)).isTrue();
  }

  @Test
  void aProcessThatWaitedLongToLeadBeginsWithItsFirstCommand() {
    var standby = new Hearsay();

    assertThat(standby.mayHaveDecisions(command("2026-01-31T13:00:00Z", null), LEADS)).isFalse();
    assertThat(
            new Hearsay()
                .mayHaveDecisions(
                    command("2026-01-31T13:00:00Z", null), Instant.parse("2026-01-31T13:00:09Z")))
        .isTrue();
  }

  @Test
  void whatHadToWaitMayHaveSome() {
    ChatCommand waited = command("2026-01-31T12:00:01Z", "{}");

    assertThat(hearsay.mayHaveDecisions(waited, LEADS.plusSeconds(60))).isTrue();
  }

  private static ChatCommand command(String created, @Nullable String status) {
    var command = new ChatCommand();
    command.getMetadata().setUid("uid");
    command.getMetadata().setCreationTimestamp(created);
    command.setStatus(
        status == null ? null : Serialization.unmarshal(status, ChatCommandStatus.class));
    return command;
  }
}
