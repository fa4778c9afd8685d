package dev.chatops.chat.slack;

import static dev.chatops.testing.SlackPeer.ALICE;
import static dev.chatops.testing.SlackPeer.ALICE_DIRECT;
import static dev.chatops.testing.SlackPeer.ALIEN;
import static dev.chatops.testing.SlackPeer.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatops.chat.Attachment;
import dev.chatops.chat.Audience;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.Place;
import dev.chatops.testing.SlackPeer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What we say in Slack, and every way in which that fails.
class SlackDeliveryIT extends SlackFixture {

  private static final Place WHERE = new Place("acme", SHOP, null);
  private static final MessageKey KEY = new MessageKey("uid-1", "card");

  private SlackPlatform platform;

  @BeforeEach
  void platform() {
    platform =
        new SlackPlatform(new WebApi(peer.apiUrl(), SlackPeer.BOT_TOKEN), InstantSource.system());
  }

  @Test
  void cardIsPostedFoundAndReplacedInPlace() throws Exception {
    Instant since = Instant.now();

    var ref = platform.create(WHERE, Conversation.card("Running 1/5"), KEY);
    var found = platform.find(WHERE, KEY, since);
    platform.update(ref, Conversation.card("Completed 5/5"), 2);

    assertThat(found).contains(ref);
    assertThat(platform.find(WHERE, KEY, since)).contains(ref);
    assertThat(platform.find(WHERE, new MessageKey("uid-1", "done"), since)).isEmpty();
    var messages = peer.messages(SHOP).toList();
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().path("text").asText()).isEqualTo("Completed 5/5");
    assertThat(messages.getFirst().path("edits").asInt()).isEqualTo(1);
  }

  @Test
  void replyIsFoundInItsThreadOnly() throws Exception {
    Instant since = Instant.now();
    var root = platform.create(WHERE, Conversation.card("Running"), KEY);
    var thread = new Place("acme", SHOP, SlackMessage.of(root).ts());
    var done = new MessageKey("uid-1", "done");

    var reply = platform.create(thread, Conversation.card("Failed"), done);

    assertThat(platform.find(thread, done, since)).contains(reply);
    assertThat(platform.find(WHERE, done, since)).isEmpty();
  }

  @Test
  void messageIsFoundBehindMoreThanAPageOfOthers() throws Exception {
    Instant since = Instant.now();
    var ref = platform.create(WHERE, Conversation.card("Running"), KEY);
    IntStream.range(0, 450).forEach(i -> peer.say(ALICE, SHOP, "chatter " + i));

    assertThat(platform.find(WHERE, KEY, since)).contains(ref);
  }

  @Test
  void nothingPingsAndNothingUnfolds() throws Exception {
    platform.create(WHERE, Conversation.card("Running"), KEY);

    var call = peer.state().path("calls").get(0);
    assertThat(call.path("link_names").asText()).isIn("", "0", "false");
    assertThat(call.path("unfurl_links").asText()).isIn("0", "false");
    assertThat(call.path("unfurl_media").asText()).isIn("0", "false");
  }

  @Test
  void whisperIsForOnePerson() throws Exception {
    platform.whisper(WHERE, new Audience.Account(ALICE), Conversation.card("Not for you."));

    var whisper = peer.ephemerals().findFirst().orElseThrow();
    assertThat(whisper.path("user").asText()).isEqualTo(ALICE);
    assertThat(peer.messages(SHOP)).isEmpty();
  }

  @Test
  void fileIsPutUnderTheMessage() throws Exception {
    var root = platform.create(WHERE, Conversation.card("Failed"), KEY);
    var thread = new Place("acme", SHOP, SlackMessage.of(root).ts());

    platform.upload(thread, KEY, new Attachment("output.txt", "Output", "grün\n"));

    var file = peer.messages(SHOP).toList().getLast();
    assertThat(file.path("thread_ts").asText()).isEqualTo(thread.thread());
    assertThat(file.path("files").get(0).path("content").asText()).isEqualTo("grün\n");
  }

  @Test
  void fileForOnePersonIsPutIntoTheConversationWithThem() throws Exception {
    Place direct = platform.direct("acme", new Audience.Account(ALICE));

    platform.upload(direct, KEY, new Attachment("output.txt", "Output", "for alice"));

    assertThat(direct).isEqualTo(new Place("acme", ALICE_DIRECT, null));
    assertThat(peer.messages(ALICE_DIRECT).toList().getLast().path("files").get(0).path("content"))
        .hasToString("\"for alice\"");
    assertThat(peer.messages(SHOP)).isEmpty();
  }

  /// Nothing else of the workspace is held up by it.
  @Test
  void anAppThatMayOpenNoConversationIsNoTroubleOfTheWorkspace() {
    peer.fault("conversations.open", 1, "error", "missing_scope");

    assertThatThrownBy(() -> platform.direct("acme", new Audience.Account(ALICE)))
        .isInstanceOf(DeliveryFailure.Rejected.class);
  }

  @Test
  void pauseThatSlackAsksForIsPassedOn() {
    peer.fault("chat.postMessage", 1, "retry_after", 17);

    assertThatThrownBy(this::post)
        .isInstanceOfSatisfying(
            DeliveryFailure.RetryAfter.class,
            failure -> assertThat(failure.pause()).isEqualTo(Duration.ofSeconds(17)));
    assertThat(peer.messages(SHOP)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "error, msg_too_long, Rejected",
    "error, message_not_found, Rejected",
    "error, restricted_action, Rejected",
    "error, token_revoked, Unauthorised",
    "error, missing_scope, Unauthorised",
    "error, account_inactive, Unauthorised",
    "error, internal_error, Unknown",
    "error, fatal_error, Unknown",
    "error, ratelimited, RetryAfter",
    "status, 500, Unknown",
    "status, 503, Unknown",
    "status, 403, Unauthorised",
    "status, 404, Rejected",
    "status, 200, Unknown",
  })
  void everyErrorIsOneOfFive(String kind, String value, String failure) {
    Object fault = kind.equals("status") ? Integer.valueOf(value) : value;
    peer.fault("chat.postMessage", 1, kind, fault);

    assertThat(catchThrowable(this::post).getClass().getSimpleName()).isEqualTo(failure);
    assertThat(peer.calls("chat.postMessage")).isEqualTo(1);
  }

  @Test
  void channelsThatDoNotTakeAMessageSayWhy() {
    assertRejected(ALIEN, "not_in_channel");
    assertRejected("C0NOWHERE", "channel_not_found");
    peer.control("channel", Map.of("id", SHOP, "archived", true));
    assertRejected(SHOP, "is_archived");
  }

  private void assertRejected(String channel, String reason) {
    assertThatThrownBy(() ->
            platform.create(new Place("acme", channel, null), Conversation.card("Running"), KEY))
        .isInstanceOfSatisfying(
            DeliveryFailure.Rejected.class,
            failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  @Test
  void wrongTokenIsSaidAndNotShown() {
    var stranger =
        new SlackPlatform(new WebApi(peer.apiUrl(), "xoxb-secret"), InstantSource.system());

    assertThatThrownBy(() -> stranger.create(WHERE, Conversation.card("Running"), KEY))
        .isInstanceOf(DeliveryFailure.Unauthorised.class)
        .hasMessageContaining("invalid_auth")
        .hasMessageNotContaining("secret");
  }

  @Test
  void messageThatSlackTookBeforeItFellSilentMayBeThereOnce() throws Exception {
    Instant since = Instant.now();
    post();
    peer.fault("chat.postMessage", 1, "drop", true);

    assertThatThrownBy(this::post).isInstanceOf(DeliveryFailure.Unknown.class);

    assertThat(peer.calls("chat.postMessage")).isEqualTo(2);
    assertThat(peer.messages(SHOP)).hasSize(2);
    assertThat(platform.find(WHERE, KEY, since)).isPresent();
  }

  @Test
  void answerThatComesTooLateMayHaveDelivered() {
    peer.fault("chat.postMessage", 1, "slow_ms", 12_000);

    assertThatThrownBy(this::post).isInstanceOf(DeliveryFailure.Unknown.class);
  }

  @Test
  void whereNobodyListensNothingIsDelivered() {
    peer.close();

    assertThatThrownBy(this::post).isInstanceOf(DeliveryFailure.Unreachable.class);
  }

  @Test
  void fileThatBrokeOnItsWayWasNotDelivered() {
    peer.fault("files.getUploadURLExternal", 1, "drop", true);

    assertThatThrownBy(() -> platform.upload(WHERE, KEY, new Attachment("a.txt", "A", "a")))
        .isInstanceOf(DeliveryFailure.Unreachable.class);
    assertThat(peer.messages(SHOP)).isEmpty();
  }

  @Test
  void withoutTheRightToReadNothingIsLookedFor() {
    assertThat(platform.capabilities().find()).isTrue();

    platform.granted(Set.of("chat:write", "im:history"));

    assertThat(platform.capabilities().find()).isFalse();
  }

  @Test
  void scopesAreReadWhenTheConnectionOpens() {
    peer.control("workspace", Map.of("scopes", "chat:write,commands"));

    connected();

    assertThat(connection.platform().capabilities().find()).isFalse();
  }

  private void post() throws DeliveryFailure {
    platform.create(WHERE, Conversation.card("Running"), KEY);
  }
}
