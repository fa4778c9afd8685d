package dev.chatops.chat.slack;

import static dev.chatops.testing.SlackPeer.ALICE;
import static dev.chatops.testing.SlackPeer.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatops.chat.MessageKey;
import dev.chatops.chat.Place;
import dev.chatops.testing.SlackPeer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A connection that ends, and comes back by itself.
class SlackReconnectIT extends SlackFixture {

  @Test
  void refreshOpensTheNewConnectionBeforeItClosesTheOldOne() {
    connected();

    peer.control("disconnect", Map.of("kind", "refresh_requested"));

    await()
        .untilAsserted(
            () -> assertThat(peer.connections()).containsExactly("opened", "opened", "closed"));
    assertThat(connection.health().reason()).isEqualTo("Connected");
    assertThat(peer.say(ALICE, SHOP, called("list")).path("acknowledged").asBoolean()).isTrue();
  }

  @Test
  void deafConnectionIsNoticedAndReplaced() {
    connected();

    peer.control("deaf", Map.of());

    awaitReason("Deaf");
    awaitReason("Connected");
    peer.control("disconnect", Map.of("kind", "refresh_requested"));
    await().until(() -> peer.say(ALICE, SHOP, called("list")).path("acknowledged").asBoolean());
  }

  @Test
  void slackAwayAtStartAndLaterIsSaidAndEnds() {
    peer.control("away", Map.of("away", true));
    open(settings(), () -> 1);
    awaitReason("Unreachable");

    peer.control("away", Map.of("away", false));
    awaitReason("Connected");
    peer.control("away", Map.of("away", true));
    awaitReason("Unreachable");
    peer.control("away", Map.of("away", false));
    awaitReason("Connected");

    assertThat(peer.slash(ALICE, SHOP, "list").path("acknowledged").asBoolean()).isTrue();
  }

  @Test
  void foreignConnectionSwitchesTheIntakeOffUntilItIsGone() {
    peer.control("connections", Map.of("count", 3));
    open(settings(), () -> 2);

    awaitReason("ForeignConnection");
    await().until(() -> peer.sockets() == 0);
    assertThat(connection.health().message()).contains("3 connections, 2 of them ours");

    peer.control("connections", Map.of());
    awaitReason("Connected");
  }

  @Test
  void wrongCredentialsAreSaidAndCanBeMended() {
    var wrongToken =
        new SlackSettings("acme", intake(), "xoxb-old", peer.apiUrl(), SlackPeer.TEAM, null, null);
    open(wrongToken, () -> 1);
    awaitReason("InvalidCredentials");
    connection.close();

    open(with("T0OTHER", SlackPeer.APP), () -> 1);
    awaitReason("WrongWorkspace");
    connection.close();

    open(with(SlackPeer.TEAM, "A0OTHER"), () -> 1);
    awaitReason("WrongApp");
    assertThat(connection.health().message()).contains("A0PEER", "A0OTHER");
    await("its socket is closed").until(() -> peer.sockets() == 0);

    peer.control("workspace", Map.of("app", "A0OTHER"));
    awaitReason("Connected");
  }

  private SlackSettings with(String team, String app) {
    return new SlackSettings("acme", intake(), SlackPeer.BOT_TOKEN, peer.apiUrl(), team, null, app);
  }

  @Test
  void twentyReconnectsLeaveNoThreadAndNoSocket() {
    connected();
    reconnect();
    long before = threads();

    for (int i = 0; i < 20; i++) {
      reconnect();
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(threads()).isEqualTo(before));
    assertThat(peer.sockets()).isEqualTo(1);
    peer.say(ALICE, SHOP, called("list"));
    assertThat(conversation.heard()).hasSize(1);
  }

  /// Those of the connection, not those that all connections of the process share.
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("slack-acme") || name.startsWith("WebSocket"))
        .count();
  }

  private void reconnect() {
    long opened = peer.calls("apps.connections.open");
    peer.control("disconnect", Map.of("kind", "cut"));
    await().until(() -> peer.calls("apps.connections.open") > opened && peer.sockets() == 1);
    awaitReason("Connected");
  }

  @Test
  void closedConnectionLeavesNoThread() {
    connected();
    assertThat(threads()).isPositive();
    connection.close();

    await().untilAsserted(() -> assertThat(threads()).isZero());
    assertThat(connection.health().connected()).isFalse();
  }

  @Test
  void healthTellsWhenSomethingLastWentInAndOut() throws Exception {
    connected();
    assertThat(connection.health().lastPostAt()).isNull();
    var before = connection.health().lastEventAt();

    connection
        .platform()
        .create(
            new Place("acme", SHOP, null),
            Conversation.card("Deployed."),
            new MessageKey("uid-1", "card"));
    peer.say(ALICE, SHOP, called("list"));

    assertThat(connection.health().lastPostAt()).isNotNull();
    assertThat(connection.health().lastEventAt()).isAfter(before);
  }

  @Test
  void manyAtOnceAreAllTaken() {
    connected();

    var answers =
        IntStream.range(0, 300)
            .parallel()
            .mapToObj(i -> peer.say(ALICE, SHOP, called("say " + i)))
            .toList();

    assertThat(answers).allMatch(answer -> answer.path("acknowledged").asBoolean());
    assertThat(conversation.heard())
        .extracting(inbound -> inbound.source().intent())
        .doesNotHaveDuplicates()
        .hasSize(300);
  }
}
