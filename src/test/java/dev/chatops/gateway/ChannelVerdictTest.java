package dev.chatops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelSpec;
import dev.chatops.api.v1alpha1.ChatChannelStatus;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.chat.ChannelState;
import dev.chatops.intake.binding.ChannelBinding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelVerdictTest {

  private static final ChannelBinding GRANTED =
      new ChannelBinding(true, "Ready", "Commands reach shop.");

  @ParameterizedTest
  @CsvSource({
    "USABLE, false, true, Ready, false",
    "USABLE, false, false, WorkspaceNotReady, false",
    "SHARED_EXTERNALLY, false, true, SharedExternally, true",
    "SHARED_EXTERNALLY, false, false, SharedExternally, true",
    "SHARED_EXTERNALLY, true, true, Ready, false",
    "NOT_A_MEMBER, true, true, NotAMember, true",
    "ARCHIVED, true, true, Archived, true",
    "HIDDEN, true, true, ScopeMissing, true",
    "UNKNOWN, false, true, NotLookedAt, false",
    "UNKNOWN, true, false, WorkspaceNotReady, false",
  })
  void whatTheServiceSaysDecidesBeforeTheConnectionDoes(
      ChannelState said, boolean external, boolean connected, String reason, boolean stalled) {
    ChannelVerdict verdict = ChannelVerdict.of(channel(null), GRANTED, external, said, connected);

    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.ready()).isEqualTo(reason.equals("Ready"));
    assertThat(verdict.stalled()).isEqualTo(stalled);
  }

  @ParameterizedTest
  @CsvSource({
    "Ready, Ready",
    "SharedExternally, SharedExternally",
    "NotAMember, NotAMember",
    "Archived, Archived",
    "ScopeMissing, ScopeMissing",
    "WorkspaceNotReady, NotLookedAt",
    "NotGranted, NotLookedAt",
  })
  void whoDoesNotKnowGoesByWhatWasSaidBefore(String before, String reason) {
    assertThat(
            ChannelVerdict.of(channel(before), GRANTED, false, ChannelState.UNKNOWN, true).reason())
        .isEqualTo(reason);
  }

  @Test
  void whatIsNotGrantedIsNothingElse() {
    var refused = new ChannelBinding(false, "NotGranted", "Nothing is granted.");

    assertThat(
            ChannelVerdict.of(channel(null), refused, true, ChannelState.SHARED_EXTERNALLY, false))
        .isEqualTo(new ChannelVerdict(false, true, "NotGranted", "Nothing is granted."));
  }

  /// @param before reason of its condition Ready; null where nobody looked yet
  private static ChatChannel channel(String before) {
    var channel = new ChatChannel();
    channel.setSpec(new ChatChannelSpec("acme", "C1", null));
    if (before != null) {
      channel.setStatus(
          new ChatChannelStatus(
              1L,
              List.of(
                  new Condition(
                      "Ready",
                      before.equals("Ready") ? ConditionStatus.TRUE : ConditionStatus.FALSE,
                      before,
                      "As it was.",
                      Instant.parse("2026-01-31T12:00:00Z"),
                      1L))));
    }
    return channel;
  }
}
