package dev.chatops.chat.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.ChannelArchiveEvent;
import com.slack.api.model.event.ChannelLeftEvent;
import com.slack.api.model.event.ChannelSharedEvent;
import com.slack.api.model.event.ChannelUnarchiveEvent;
import com.slack.api.model.event.ChannelUnsharedEvent;
import com.slack.api.model.event.Event;
import com.slack.api.model.event.GroupArchiveEvent;
import com.slack.api.model.event.GroupLeftEvent;
import com.slack.api.model.event.GroupUnarchiveEvent;
import com.slack.api.model.event.MemberJoinedChannelEvent;
import com.slack.api.model.event.MemberLeftChannelEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Receiver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Bolt app: which payload is what to us. The same for both ways in.
///
/// Bolt's own middleware is left out. It would call Slack before the app can start, verify
/// signatures in its way ([Signature] does), and drop our own messages, which [Incoming] does for
/// all bots. What nobody listens to is acknowledged, or Slack would send it again and again.
final class SlackApp {

  private static final Pattern ANY_COMMAND = Pattern.compile("/.+");
  private static final Pattern BUTTON = Pattern.compile(Pattern.quote(BlockKit.ACTION) + ".+");
  private static final Pattern MODAL = Pattern.compile("chatops\\.(form|press|run)");

  private final Incoming incoming;
  private final Receiver receiver;
  private final Replies replies;
  private final Channels channels;
  private final InstantSource clock;

  private SlackApp(
      Incoming incoming,
      Receiver receiver,
      Replies replies,
      Channels channels,
      InstantSource clock) {
    this.incoming = incoming;
    this.receiver = receiver;
    this.replies = replies;
    this.channels = channels;
    this.clock = clock;
  }

  static App of(
      Incoming incoming,
      Receiver receiver,
      Replies replies,
      Channels channels,
      InstantSource clock) {
    return new SlackApp(incoming, receiver, replies, channels, clock).app();
  }

  private App app() {
    var config =
        AppConfig.builder()
            .slack(WebApi.slack())
            .requestVerificationEnabled(false)
            .unmatchedRequestHandler(request -> Response.ok())
            .build();
    var app = new App(config, new ArrayList<>());
    app.command(
        ANY_COMMAND,
        (request, context) -> {
          var command = request.getPayload();
          var answer = receiver.receive(incoming.slash(command, at(request)));
          return replies.toCommand(answer, command);
        });
    app.event(
        AppMentionEvent.class,
        (event, context) -> told(incoming.mention(event.getEvent(), came(context)), context));
    app.event(
        MessageEvent.class,
        (event, context) -> told(incoming.direct(event.getEvent(), came(context)), context));
    app.event(
        MessageFileShareEvent.class,
        (event, context) -> {
          var file = event.getEvent();
          return incoming.isToUs(file.getUser(), file.getChannel())
              ? replies.toUnread(file.getChannel(), file.getThreadTs(), file.getUser())
              : context.ack();
        });
    app.event(
        MessageChangedEvent.class,
        (event, context) -> told(incoming.changed(event.getEvent(), came(context)), context));
    app.blockAction(
        BUTTON,
        (request, context) -> {
          var press = request.getPayload();
          return replies.asks(press)
              ? replies.ask(press, incoming.carried(press))
              : replies.toPress(receiver.receive(incoming.pressed(press, at(request))), press);
        });
    app.viewSubmission(
        MODAL,
        (request, context) -> {
          var modal = request.getPayload();
          return replies.toModal(receiver.receive(incoming.submitted(modal, at(request))), modal);
        });
    app.messageShortcut(Modal.RUN, (request, context) -> replies.run(request.getPayload()));
    followChannels(app);
    return app;
  }

  /// Who reads a channel, whether it can be written to, and whether we are in it. Slack tells of
  /// our own leaving by `channel_left` and `group_left`, of others' by `member_left_channel`.
  private void followChannels(App app) {
    follow(app, ChannelSharedEvent.class, ChannelSharedEvent::getChannel);
    follow(app, ChannelUnsharedEvent.class, ChannelUnsharedEvent::getChannel);
    follow(app, ChannelArchiveEvent.class, ChannelArchiveEvent::getChannel);
    follow(app, ChannelUnarchiveEvent.class, ChannelUnarchiveEvent::getChannel);
    follow(app, GroupArchiveEvent.class, GroupArchiveEvent::getChannel);
    follow(app, GroupUnarchiveEvent.class, GroupUnarchiveEvent::getChannel);
    follow(app, ChannelLeftEvent.class, ChannelLeftEvent::getChannel);
    follow(app, GroupLeftEvent.class, GroupLeftEvent::getChannel);
    follow(
        app,
        MemberLeftChannelEvent.class,
        left -> incoming.isUs(left.getUser()) ? left.getChannel() : null);
    follow(
        app,
        MemberJoinedChannelEvent.class,
        joined -> incoming.isUs(joined.getUser()) ? joined.getChannel() : null);
  }

  /// @param channel that the event is about; null where it is not about us
  private <E extends Event> void follow(
      App app, Class<E> event, Function<E, @Nullable String> channel) {
    app.event(
        event,
        (payload, context) -> {
          String changed = channel.apply(payload.getEvent());
          if (changed != null) {
            channels.changed(changed);
          }
          return context.ack();
        });
  }

  private Response told(Optional<Inbound> inbound, EventContext context) {
    return inbound
        .map(said -> replies.toEvent(receiver.receive(said), said.source(), context.getRetryNum()))
        .orElseGet(context::ack);
  }

  /// When an event was delivered: over a socket it may have waited since.
  private Instant came(EventContext context) {
    String noted = context.getAdditionalValues().get(Envelopes.CAME);
    return noted == null ? clock.instant() : Instant.ofEpochMilli(Long.parseLong(noted));
  }

  /// Slack signs over HTTP when it sent something; over a socket it does not say.
  private Instant at(Request<?> request) {
    String signed = request.getHeaders().getFirstValue(HttpIntake.TIME);
    return signed == null ? clock.instant() : Instant.ofEpochSecond(Long.parseLong(signed));
  }
}
