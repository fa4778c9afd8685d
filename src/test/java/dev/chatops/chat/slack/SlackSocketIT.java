package dev.chatops.chat.slack;

import static dev.chatops.testing.SlackPeer.ALICE;
import static dev.chatops.testing.SlackPeer.ALICE_DIRECT;
import static dev.chatops.testing.SlackPeer.BOB;
import static dev.chatops.testing.SlackPeer.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.chat.Button;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.Place;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Form;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Inbound.Way;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.testing.SlackPeer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What people do in Slack, over a real socket.
class SlackSocketIT extends SlackFixture {

  private static final Place WHERE = new Place("acme", SHOP, null);
  private static final MessageKey KEY = new MessageKey("uid-1", "card");

  @Test
  void slashCommandIsHeardAndShownInTheChannel() {
    connected();

    JsonNode answer = peer.slash(ALICE, SHOP, "scale web 5 &amp; <@U0BOB|bob>");

    var said = (Inbound.Said) conversation.last();
    assertThat(said.way()).isEqualTo(Way.COMMAND);
    assertThat(said.pieces())
        .containsExactly(new Piece.Typed("scale web 5 & "), new Piece.Mention(BOB));
    assertThat(said.source().intent()).isEqualTo(answer.path("trigger_id").asText());
    assertThat(said.source().user()).isEqualTo(ALICE);
    assertThat(said.source().team()).isEqualTo(SlackPeer.TEAM);
    assertThat(said.source().message()).isNull();
    assertThat(answer.path("payload").path("response_type").asText()).isEqualTo("in_channel");
  }

  @Test
  void refusalOfASlashCommandIsForOnePersonOnly() {
    conversation.answering(new Answer.Whisper(Conversation.card("No command begins with x.")));
    connected();

    JsonNode answer = peer.slash(ALICE, SHOP, "x").path("payload");

    assertThat(answer.path("response_type").asText()).isEqualTo("ephemeral");
    assertThat(answer.path("text").asText()).isEqualTo("No command begins with x.");
    assertThat(answer.path("blocks")).isNotEmpty();
  }

  @Test
  void mentionIsHeardWithoutTheMentionAndInItsThread() {
    connected();

    JsonNode answer =
        peer.control(
            "say",
            Map.of("user", ALICE, "channel", SHOP, "text", called("status"), "thread", "1.000001"));

    var said = (Inbound.Said) conversation.last();
    assertThat(said.way()).isEqualTo(Way.MENTION);
    assertThat(said.pieces()).containsExactly(new Piece.Typed("status"));
    assertThat(said.source().thread()).isEqualTo("1.000001");
    assertThat(said.source().direct()).isFalse();
    assertThat(said.source().intent()).isEqualTo(SHOP + "/" + answer.path("ts").asText());
    assertThat(answer.path("acknowledged").asBoolean()).isTrue();
  }

  @Test
  void directMessageIsHeard() {
    connected();

    peer.say(ALICE, ALICE_DIRECT, "list");

    var said = (Inbound.Said) conversation.last();
    assertThat(said.way()).isEqualTo(Way.DIRECT);
    assertThat(said.source().direct()).isTrue();
  }

  @Test
  void whoSendsAFileIsToldThatItIsNotRead() {
    connected();

    var answer =
        peer.control(
            "say",
            Map.of("user", ALICE, "channel", ALICE_DIRECT, "text", "list", "file", "plan.pdf"));
    var own =
        peer.control(
            "say",
            Map.of(
                "user", SlackPeer.BOT, "channel", ALICE_DIRECT, "text", "", "file", "output.txt"));

    assertThat(answer.path("acknowledged").asBoolean()).isTrue();
    assertThat(own.path("acknowledged").asBoolean()).isTrue();
    assertThat(conversation.heard()).isEmpty();
    await().until(() -> peer.ephemerals().count() == 1);
    assertThat(peer.ephemerals().toList().toString()).contains("send it again without the file");
  }

  @Test
  void personOfAnotherTeamKeepsIt() {
    connected();

    peer.control(
        "say", Map.of("user", "U0X", "team", "T0OTHER", "channel", SHOP, "text", called("list")));

    assertThat(conversation.last().source().team()).isEqualTo("T0OTHER");
  }

  @Test
  void editsAreHeardAsSuch() {
    connected();
    String inChannel = peer.say(ALICE, SHOP, called("list")).path("ts").asText();
    String direct = peer.say(ALICE, ALICE_DIRECT, "list").path("ts").asText();

    peer.control("edit", Map.of("channel", SHOP, "ts", inChannel, "text", called("help")));
    peer.control("edit", Map.of("channel", ALICE_DIRECT, "ts", direct, "text", "help"));

    assertThat(conversation.heard())
        .filteredOn(Inbound.Edited.class::isInstance)
        .hasSize(2)
        .allSatisfy(edited ->
            assertThat(((Inbound.Edited) edited).first())
                .isEqualTo(edited.source().channel() + "/" + edited.source().message())
                .isNotEqualTo(edited.source().intent()));
    assertThat(conversation.heard()).filteredOn(Inbound.Said.class::isInstance).hasSize(2);
  }

  @Test
  void whatBotsSayAndWhatIsDeletedIsAcknowledgedAndNotHeard() {
    connected();

    JsonNode bot =
        peer.control(
            "say", Map.of("user", "U0B", "bot", "B0X", "channel", SHOP, "text", called("list")));
    JsonNode own = peer.say(SlackPeer.BOT, ALICE_DIRECT, "list");
    JsonNode said = peer.say(ALICE, ALICE_DIRECT, "list");
    var message = Map.of("channel", ALICE_DIRECT, "ts", said.path("ts").asText());
    var change = new HashMap<String, Object>(message);
    change.putAll(Map.of("text", "help", "bot", "B0X"));
    JsonNode changed = peer.control("edit", change);
    JsonNode deleted = peer.control("remove", message);

    assertThat(List.of(bot, own, changed, deleted))
        .allMatch(answer -> answer.path("acknowledged").asBoolean());
    assertThat(conversation.heard()).hasSize(1);
  }

  @Test
  void whatCouldNotBeStoredIsToldOnceItsFirstRepetitionFailedToo() {
    conversation.answering(new Answer.NotNow(Conversation.card("Not recorded yet.")));
    connected();

    JsonNode first = peer.say(ALICE, SHOP, called("scale web 5"));
    assertThat(peer.ephemerals()).isEmpty();
    JsonNode second = peer.control("redeliver", Map.of("same", true));
    conversation.answering(new Answer.Taken());
    JsonNode third = peer.control("redeliver", Map.of("same", false));

    assertThat(first.path("acknowledged").asBoolean()).isFalse();
    assertThat(second.path("acknowledged").asBoolean()).isFalse();
    assertThat(third.path("acknowledged").asBoolean()).isTrue();
    assertThat(conversation.heard())
        .extracting(inbound -> inbound.source().intent())
        .hasSize(3)
        .containsOnly(conversation.last().source().intent());
    await().until(() -> peer.ephemerals().count() == 1);
  }

  @Test
  void anAnswerThatGetsLostIsGivenAgain() {
    conversation.answering(new Answer.Whisper(Conversation.card("Here is help.")));
    connected();
    peer.fault("chat.postEphemeral", 2, "status", 503);

    peer.say(ALICE, SHOP, called("help"));

    await().until(() -> peer.ephemerals().count() == 1);
  }

  @Test
  void buttonIsHeardWithItsTokenAndItsCard() throws Exception {
    connected();
    var card =
        Conversation.card("Waits.", Conversation.button("approve", "token-1", Button.Asks.NOTHING));
    var ref = connection.platform().create(WHERE, card, KEY);

    JsonNode answer = peer.press(BOB, SHOP, SlackMessage.of(ref).ts(), "chatops.approve");

    var pressed = (Inbound.Pressed) conversation.last();
    assertThat(pressed.action()).isEqualTo("approve");
    assertThat(pressed.token()).isEqualTo("token-1");
    assertThat(pressed.typed()).isNull();
    assertThat(pressed.card()).isEqualTo(ref);
    assertThat(pressed.source().user()).isEqualTo(BOB);
    assertThat(answer.path("acknowledged").asBoolean()).isTrue();
  }

  @Test
  void buttonThatAsksOpensAModalAndComesBackWithWhatWasTyped() throws Exception {
    connected();
    var card =
        Conversation.card("Waits.", Conversation.button("deny", "token-1", Button.Asks.REASON));
    var ref = connection.platform().create(WHERE, card, KEY);

    peer.press(BOB, SHOP, SlackMessage.of(ref).ts(), "chatops.deny.reason");
    assertThat(conversation.heard()).isEmpty();
    peer.submit(peer.view().path("id").asText(), Map.of("typed", "too risky"));

    var pressed = (Inbound.Pressed) conversation.last();
    assertThat(pressed.action()).isEqualTo("deny");
    assertThat(pressed.token()).isEqualTo("token-1");
    assertThat(pressed.typed()).isEqualTo("too risky");
    assertThat(pressed.card()).isEqualTo(ref);
    assertThat(pressed.source().channel()).isEqualTo(SHOP);
    assertThat(peer.state().path("views")).isEmpty();
  }

  @Test
  void formGoesOutAndComesBackAndStaysOpenWithItsErrors() {
    conversation.answering(new Answer.Ask(form()));
    connected();
    JsonNode slash = peer.slash(ALICE, SHOP, "deploy web");
    String view = peer.view().path("id").asText();

    conversation.answering(new Answer.Again(Map.of("tag", "There is no such tag.")));
    JsonNode again = peer.submit(view, Map.of("tag", "9.9.9", "size", "small"));
    conversation.answering(new Answer.NotNow(Conversation.card("Not recorded, try again.")));
    JsonNode notNow = peer.submit(view, Map.of("tag", "1.4.2", "replicas", "3"));
    conversation.answering(new Answer.Taken());
    peer.submit(view, Map.of("tag", "1.4.2", "replicas", "3", "force", "true", "size", "large"));

    assertThat(slash.path("payload").isNull()).isTrue();
    assertThat(again.path("payload").path("errors").path("tag").asText())
        .isEqualTo("There is no such tag.");
    assertThat(notNow.path("payload").path("errors").path("tag").asText())
        .isEqualTo("Not recorded, try again.");
    var filled = (Inbound.Filled) conversation.last();
    assertThat(filled.state()).isEqualTo("deploy-web in shop");
    assertThat(filled.values())
        .isEqualTo(Map.of("tag", "1.4.2", "replicas", "3", "force", "true", "size", "large"));
    assertThat(filled.source().intent()).isEqualTo(view);
    assertThat(filled.source().channel()).isEqualTo(SHOP);
    assertThat(peer.state().path("views")).isEmpty();
  }

  private static Form form() {
    return new Form(
        "Deploy web",
        "deploy-web in shop",
        List.of(
            new Form.Field("tag", "Tag", "Such as 1.4.2", true, null, new Form.Kind.Words(false)),
            new Form.Field(
                "replicas", "Replicas", null, false, "2", new Form.Kind.WholeNumber(1L, 9L)),
            new Form.Field("force", "Force", null, true, null, new Form.Kind.YesOrNo()),
            new Form.Field(
                "size",
                "Size",
                null,
                false,
                null,
                new Form.Kind.OneOf(List.of("small", "large")))));
  }

  @Test
  void refusalOfAFormIsReadInItsPlace() {
    conversation.answering(new Answer.Ask(form()));
    connected();
    peer.slash(ALICE, SHOP, "deploy web");
    String view = peer.view().path("id").asText();
    conversation.answering(new Answer.Whisper(Conversation.card("You may not.")));

    peer.submit(view, Map.of("tag", "1.4.2"));

    assertThat(peer.view().path("blocks").toString()).contains("You may not.");
  }

  @Test
  void shortcutRunsACommandUnderAMessage() throws Exception {
    connected();
    var ref = connection.platform().create(WHERE, Conversation.card("Deployed."), KEY);
    String ts = SlackMessage.of(ref).ts();

    peer.control(
        "shortcut", Map.of("user", ALICE, "channel", SHOP, "ts", ts, "callback_id", "chatops.run"));
    peer.submit(peer.view().path("id").asText(), Map.of("typed", "status"));

    var said = (Inbound.Said) conversation.last();
    assertThat(said.pieces()).containsExactly(new Piece.Typed("status"));
    assertThat(said.source().thread()).isEqualTo(ts);
  }
}
