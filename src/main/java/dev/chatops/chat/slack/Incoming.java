package dev.chatops.chat.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageEvent;
import dev.chatops.chat.MessageRef;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Inbound.Way;
import dev.chatops.chat.inbound.Piece;
import dev.chatops.chat.inbound.Source;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Slack delivers, in our words; nothing for what bots did. Pure.
///
/// @param workspace our name of it
/// @param bot the bot's user id
record Incoming(String workspace, String bot) {

  private static final String PLATFORM = "slack";

  Inbound slash(SlashCommandPayload command, Instant at) {
    String text = command.getText() == null ? "" : command.getText();
    return new Inbound.Said(
        new Source(
            PLATFORM,
            workspace,
            command.getTeamId(),
            command.getUserId(),
            command.getChannelId(),
            direct(command.getChannelId()),
            null,
            null,
            command.getTriggerId(),
            at,
            at),
        Way.COMMAND,
        MrkdwnReader.pieces(text));
  }

  /// Slack sends it again when a message is edited.
  Optional<Inbound> mention(AppMentionEvent event, Instant came) {
    if (event.getBotId() != null || byNobody(event.getUser())) {
      return Optional.empty();
    }
    String team = event.getUserTeam() != null ? event.getUserTeam() : event.getSourceTeam();
    var message =
        new Written(
            team == null ? event.getTeam() : team,
            event.getUser(),
            event.getChannel(),
            event.getThreadTs(),
            event.getTs(),
            came);
    return Optional.of(
        event.getEdited() == null
            ? said(message, way(event.getText()), event.getText())
            : edited(message, event.getEdited().getTs()));
  }

  /// A mention further back may be talk about the bot.
  private Way way(@Nullable String text) {
    return text != null && text.stripLeading().startsWith("<@" + bot) ? Way.MENTION : Way.ASIDE;
  }

  Optional<Inbound> direct(MessageEvent event, Instant came) {
    if (event.getBotId() != null || byNobody(event.getUser()) || !direct(event.getChannel())) {
      return Optional.empty();
    }
    var message =
        new Written(
            event.getTeam(),
            event.getUser(),
            event.getChannel(),
            event.getThreadTs(),
            event.getTs(),
            came);
    return Optional.of(said(message, Way.DIRECT, event.getText()));
  }

  /// Slack also changes messages by itself, such as when it unfolds a link.
  Optional<Inbound> changed(MessageChangedEvent event, Instant came) {
    var now = event.getMessage();
    if (now.getBotId() != null
        || byNobody(now.getUser())
        || now.getEdited() == null
        || !direct(event.getChannel())) {
      return Optional.empty();
    }
    var message =
        new Written(
            now.getTeam(), now.getUser(), event.getChannel(), now.getThreadTs(), now.getTs(), came);
    return Optional.of(edited(message, now.getEdited().getTs()));
  }

  Inbound pressed(BlockActionPayload payload, Instant at) {
    var action = payload.getActions().getFirst();
    var carried = carried(payload);
    return new Inbound.Pressed(
        interaction(
            payload.getUser().getTeamId(),
            payload.getUser().getId(),
            carried,
            carried.channel() + "/" + action.getActionTs(),
            at),
        Objects.requireNonNull(carried.action()),
        carried.content(),
        null,
        card(carried));
  }

  /// What a modal that the press opens has to carry.
  Carried carried(BlockActionPayload payload) {
    var action = payload.getActions().getFirst();
    var container = payload.getContainer();
    String channel = container.getChannelId();
    String card =
        container.isEphemeral()
            ? null
            : new SlackMessage(channel, container.getMessageTs()).ref().value();
    return new Carried(
        channel, container.getThreadTs(), card, name(action.getActionId()), action.getValue());
  }

  private static String name(String actionId) {
    String asked = actionId.substring(BlockKit.ACTION.length());
    int dot = asked.indexOf('.');
    return dot < 0 ? asked : asked.substring(0, dot);
  }

  /// Any modal of ours.
  Inbound submitted(ViewSubmissionPayload payload, Instant at) {
    var view = payload.getView();
    var carried = Carried.read(view.getPrivateMetadata());
    var values = Modal.values(view.getState());
    var source =
        interaction(
            payload.getUser().getTeamId(),
            payload.getUser().getId(),
            carried,
            view.getRootViewId(),
            at);
    return switch (view.getCallbackId()) {
      case Modal.PRESS ->
          new Inbound.Pressed(
              source,
              Objects.requireNonNull(carried.action()),
              carried.content(),
              values.getOrDefault(Modal.TYPED, ""),
              card(carried));
      case Modal.RUN ->
          new Inbound.Said(
              source, Way.COMMAND, List.of(new Piece.Typed(values.getOrDefault(Modal.TYPED, ""))));
      default -> new Inbound.Filled(source, carried.content(), values);
    };
  }

  private static @Nullable MessageRef card(Carried carried) {
    return carried.card() == null ? null : new MessageRef(carried.card());
  }

  private Source interaction(
      @Nullable String team, String user, Carried carried, String intent, Instant at) {
    return new Source(
        PLATFORM,
        workspace,
        team,
        user,
        carried.channel(),
        direct(carried.channel()),
        carried.thread(),
        null,
        intent,
        at,
        at);
  }

  private record Written(
      @Nullable String team,
      String user,
      String channel,
      @Nullable String thread,
      String ts,
      Instant came) {}

  private Inbound said(Written message, Way way, @Nullable String text) {
    return new Inbound.Said(
        source(message, ""), way, MrkdwnReader.pieces(text == null ? "" : text, bot));
  }

  private Inbound edited(Written message, String at) {
    return new Inbound.Edited(source(message, "/" + at), source(message, "").intent());
  }

  /// @param version empty for the message as it was sent first
  private Source source(Written message, String version) {
    var written = new SlackMessage(message.channel(), message.ts());
    return new Source(
        PLATFORM,
        workspace,
        message.team(),
        message.user(),
        message.channel(),
        direct(message.channel()),
        message.thread(),
        message.ts(),
        message.channel() + "/" + message.ts() + version,
        written.at(),
        message.came());
  }

  /// Whether a person wrote it to the bot alone.
  boolean isToUs(@Nullable String user, String channel) {
    return !byNobody(user) && direct(channel);
  }

  boolean isUs(@Nullable String user) {
    return bot.equals(user);
  }

  private boolean byNobody(@Nullable String user) {
    return user == null || user.equals(bot);
  }

  private static boolean direct(String channel) {
    return channel.startsWith("D");
  }
}
