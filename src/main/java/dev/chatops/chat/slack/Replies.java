package dev.chatops.chat.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.InputBlock;
import dev.chatops.chat.Card;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.Place;
import dev.chatops.chat.Severity;
import dev.chatops.chat.Text;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Form;
import dev.chatops.chat.inbound.Source;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns answers into what Slack is told: with the acknowledgement where it can carry them, else by
/// a call right after it.
final class Replies {

  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final String workspace;
  private final SlackPlatform platform;
  private final Whispers whispers;

  Replies(String workspace, SlackPlatform platform, Executor later) {
    this.workspace = workspace;
    this.platform = platform;
    this.whispers = new Whispers(workspace, platform, later);
  }

  /// Thrown where Slack shall deliver again. Bolt would take another status of an event's handler
  /// for "not mine" and acknowledge in the end.
  static final class NotStored extends RuntimeException {
    NotStored() {
      super("not stored", null, false, false);
    }
  }

  Response toCommand(Answer answer, SlashCommandPayload command) {
    return switch (answer) {
      // Shows the command in the channel; else nobody there sees what is answered.
      case Answer.Taken() -> json(object().put("response_type", "in_channel"));
      case Answer.Whisper(Card card) -> json(aside(card));
      case Answer.NotNow(Card card) -> json(aside(card));
      case Answer.Again(Map<String, String> errors) -> json(aside(wrong(errors)));
      case Answer.Ask(Form form) -> {
        var carried = new Carried(command.getChannelId(), null, null, null, form.state());
        yield opened(command.getTriggerId(), Modal.of(form, carried))
            ? Response.ok()
            : json(aside(noForm()));
      }
    };
  }

  /// What could not be stored is told when its first repetition failed, too: that one comes at
  /// once, the next after a minute.
  ///
  /// @param retry which repetition this is; null for the first delivery
  Response toEvent(Answer answer, Source source, @Nullable Integer retry) {
    var where = new Place(source.workspace(), source.channel(), source.thread());
    switch (answer) {
      case Answer.Taken() -> {}
      case Answer.Whisper(Card card) -> whispers.say(where, source.user(), card);
      case Answer.Ask(Form form) -> whispers.say(where, source.user(), noForm());
      case Answer.Again(Map<String, String> errors) ->
          whispers.say(where, source.user(), wrong(errors));
      case Answer.NotNow(Card card) -> {
        if (retry != null && retry == 1) {
          whispers.say(where, source.user(), card);
        }
        throw new NotStored();
      }
    }
    return Response.ok();
  }

  /// To what Slack delivers without saying whose organisation its author belongs to.
  Response toUnread(String channel, @Nullable String thread, String user) {
    String words = "I read messages of words alone: send it again without the file.";
    whispers.say(new Place(workspace, channel, thread), user, notice(words));
    return Response.ok();
  }

  Response toPress(Answer answer, BlockActionPayload press) {
    var container = press.getContainer();
    var where = new Place(workspace, container.getChannelId(), container.getThreadTs());
    String user = press.getUser().getId();
    switch (answer) {
      case Answer.Taken() -> {}
      case Answer.Whisper(Card card) -> whispers.say(where, user, card);
      case Answer.NotNow(Card card) -> whispers.say(where, user, card);
      case Answer.Again(Map<String, String> errors) -> whispers.say(where, user, wrong(errors));
      case Answer.Ask(Form form) -> {
        var carried = new Carried(where.channel(), where.thread(), null, null, form.state());
        if (!opened(press.getTriggerId(), Modal.of(form, carried))) {
          whispers.say(where, user, noForm());
        }
      }
    }
    return Response.ok();
  }

  Response toModal(Answer answer, ViewSubmissionPayload modal) {
    return switch (answer) {
      case Answer.Taken() -> Response.ok();
      case Answer.Whisper(Card card) -> json(instead(Modal.saying(card)));
      case Answer.NotNow(Card card) -> json(errors(modal, Map.of("", card.plainFallback())));
      case Answer.Again(Map<String, String> errors) -> json(errors(modal, errors));
      case Answer.Ask(Form form) -> {
        var from = Carried.read(modal.getView().getPrivateMetadata());
        var carried = new Carried(from.channel(), from.thread(), null, null, form.state());
        yield json(instead(Modal.of(form, carried)));
      }
    };
  }

  boolean asks(BlockActionPayload press) {
    String id = press.getActions().getFirst().getActionId();
    return id.endsWith(BlockKit.ASKS_REASON) || id.endsWith(BlockKit.ASKS_NAME);
  }

  /// Asks by itself: there are 3 s from the press to the form.
  Response ask(BlockActionPayload press, Carried carried) {
    var action = press.getActions().getFirst();
    String label =
        action.getActionId().endsWith(BlockKit.ASKS_NAME)
            ? "Type the name of what is changed; this cannot be undone"
            : "Reason";
    var view = Modal.asking(Modal.PRESS, action.getText().getText(), label, carried);
    if (!opened(press.getTriggerId(), view)) {
      var where = new Place(workspace, carried.channel(), carried.thread());
      whispers.say(where, press.getUser().getId(), noForm());
    }
    return Response.ok();
  }

  /// A command under a message, where Slack offers no commands.
  Response run(MessageShortcutPayload shortcut) {
    var message = shortcut.getMessage();
    String thread = message.getThreadTs() == null ? message.getTs() : message.getThreadTs();
    var carried = new Carried(shortcut.getChannel().getId(), thread, null, null, "");
    opened(shortcut.getTriggerId(), Modal.asking(Modal.RUN, "Run here", "Command", carried));
    return Response.ok();
  }

  private boolean opened(String trigger, ObjectNode view) {
    try {
      platform.open(trigger, view.toString());
      return true;
    } catch (DeliveryFailure e) {
      LOG.warn("A form was not opened in {}: {}", workspace, e.getMessage());
      return false;
    }
  }

  private static ObjectNode aside(Card card) {
    return BlockKit.content(card).put("response_type", "ephemeral");
  }

  private static ObjectNode instead(ObjectNode view) {
    ObjectNode response = object().put("response_action", "update");
    response.set("view", view);
    return response;
  }

  /// Errors of no field that is there are shown at the first one: Slack refuses them elsewhere.
  private static ObjectNode errors(ViewSubmissionPayload modal, Map<String, String> errors) {
    ObjectNode response = object().put("response_action", "errors");
    ObjectNode shown = response.putObject("errors");
    List<String> fields =
        modal.getView().getBlocks().stream()
            .filter(InputBlock.class::isInstance)
            .map(block -> ((InputBlock) block).getBlockId())
            .toList();
    errors.forEach(
        (name, error) -> shown.put(fields.contains(name) ? name : fields.getFirst(), error));
    return response;
  }

  private static Card noForm() {
    return notice("Slack opened no form. Write the whole command, or try again.");
  }

  private static Card wrong(Map<String, String> errors) {
    return notice(String.join(" ", errors.values()));
  }

  private static Card notice(String words) {
    return new Card(
        Severity.STOPPED, "Not run", List.of(Text.plain(words)), List.of(), words, null);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static Response json(ObjectNode content) {
    return Response.builder()
        .contentType(Response.CONTENT_TYPE_APPLICATION_JSON_UTF8)
        .body(content.toString())
        .build();
  }
}
