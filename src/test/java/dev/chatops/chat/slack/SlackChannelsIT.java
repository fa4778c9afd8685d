package dev.chatops.chat.slack;

import static dev.chatops.testing.SlackPeer.ALIEN;
import static dev.chatops.testing.SlackPeer.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.chat.ChannelState;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Slack says of a channel, and that it is asked when Slack tells of a change.
class SlackChannelsIT extends SlackFixture {

  @Test
  void channelsAreAsSlackSays() {
    connected();

    assertThat(connection.channel(SHOP, false)).isEqualTo(ChannelState.USABLE);
    assertThat(connection.channel(ALIEN, false)).isEqualTo(ChannelState.NOT_A_MEMBER);
    assertThat(connection.channel("C0NOWHERE", false)).isEqualTo(ChannelState.NOT_A_MEMBER);
  }

  @ParameterizedTest
  @CsvSource({
    "shared, true, SHARED_EXTERNALLY, false",
    "archived, true, ARCHIVED, false",
    "member, false, NOT_A_MEMBER, true",
    "org_shared, true, USABLE, false",
  })
  void aChangeIsToldAndSoIsItsEnd(String what, boolean now, ChannelState state, boolean before) {
    connected();
    for (boolean hidden : new boolean[] {false, true}) {
      peer.control("channel", Map.of("id", SHOP, "private", hidden, "quiet", true));
      assertThat(connection.channel(SHOP, true)).isEqualTo(ChannelState.USABLE);

      peer.control("channel", Map.of("id", SHOP, what, now));

      awaitState(state);
      peer.control("channel", Map.of("id", SHOP, what, before));
      awaitState(ChannelState.USABLE);
    }
    assertThat(conversation.heard()).isEmpty();
  }

  private void awaitState(ChannelState state) {
    Awaitility.await(state.name()).until(() -> connection.channel(SHOP, false) == state);
  }

  @Test
  void betweenTwoEventsSlackIsNotAsked() {
    connected();
    connection.channel(SHOP, false);
    long asked = peer.calls("conversations.info");
    peer.control("channel", Map.of("id", SHOP, "shared", true, "quiet", true));

    assertThat(connection.channel(SHOP, false)).isEqualTo(ChannelState.USABLE);
    assertThat(peer.calls("conversations.info")).isEqualTo(asked);
    assertThat(connection.channel(SHOP, true)).isEqualTo(ChannelState.SHARED_EXTERNALLY);
  }

  @Test
  void whatSlackDoesNotAnswerStaysAsItWasAndIsAskedAgain() {
    connected();
    connection.channel(SHOP, false);
    peer.fault("conversations.info", 1, "status", 500);

    peer.control("channel", Map.of("id", SHOP, "shared", true));

    assertThat(connection.channel(SHOP, false)).isEqualTo(ChannelState.USABLE);
    assertThat(connection.hasNews(SHOP)).isTrue();
    assertThat(connection.channel(SHOP, false)).isEqualTo(ChannelState.SHARED_EXTERNALLY);
    assertThat(connection.hasNews(SHOP)).isFalse();
  }

  @Test
  void anAppThatMayNotAskIsToldApart() {
    connected();
    peer.fault("conversations.info", 1, "error", "missing_scope");

    assertThat(connection.channel(SHOP, false)).isEqualTo(ChannelState.HIDDEN);
  }

  @Test
  void othersComeAndGoUnnoticed() {
    connected();
    connection.channel(SHOP, false);

    peer.control("member", Map.of("channel", SHOP, "user", "U0BOB", "left", true));
    peer.control("member", Map.of("channel", SHOP, "user", "U0BOB", "left", false));

    assertThat(connection.hasNews(SHOP)).isFalse();
    peer.control("member", Map.of("channel", SHOP, "user", "U0CHATOPS", "left", true));
    assertThat(connection.hasNews(SHOP)).isTrue();
  }
}
