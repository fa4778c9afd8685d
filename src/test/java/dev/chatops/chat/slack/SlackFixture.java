package dev.chatops.chat.slack;

import dev.chatops.chat.slack.SlackConnection.Pace;
import dev.chatops.testing.SlackPeer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A connection of ours to a process that plays Slack.
abstract class SlackFixture {

  static final Pace BRISK =
      new Pace(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofMillis(200));

  final Conversation conversation = new Conversation();
  SlackPeer peer;
  @Nullable SlackConnection connection;

  @BeforeEach
  void startPeer() {
    peer = SlackPeer.start();
  }

  @AfterEach
  void endAll() {
    if (connection != null) {
      connection.close();
    }
    peer.close();
  }

  /// A message that mentions the bot.
  static String called(String text) {
    return "<@" + SlackPeer.BOT + "> " + text;
  }

  SlackSettings.Intake intake() {
    return new SlackSettings.Intake.Socket(SlackPeer.APP_TOKEN);
  }

  SlackSettings settings() {
    return new SlackSettings(
        "acme", intake(), SlackPeer.BOT_TOKEN, peer.apiUrl(), SlackPeer.TEAM, null, SlackPeer.APP);
  }

  SlackConnection open(SlackSettings settings, IntSupplier replicas) {
    connection =
        SlackConnection.open(settings, conversation, replicas, InstantSource.system(), BRISK);
    return connection;
  }

  SlackConnection connected() {
    open(settings(), () -> 1);
    awaitReason("Connected");
    return connection;
  }

  void awaitReason(String reason) {
    Awaitility.await(reason)
        .atMost(Duration.ofSeconds(20))
        .until(() -> connection.health().reason().equals(reason));
  }
}
