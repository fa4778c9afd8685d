package dev.chatops.mirror.outbox;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.chat.Attachment;
import dev.chatops.chat.Card;
import dev.chatops.chat.ChatPlatform;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.MessageRef;
import dev.chatops.chat.Place;
import dev.chatops.mirror.ConsolePages;
import dev.chatops.mirror.Purpose;
import dev.chatops.mirror.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Takes one step: one message, one attempt, and what follows from its answer. What another attempt
/// may mend is thrown.
final class Clerk {

  private final Sending sending;
  private final DeliveryRecord record;
  private final StoredOutputs outputs;
  private final ConsolePages console;
  private final Clock clock;

  Clerk(
      Sending sending,
      DeliveryRecord record,
      StoredOutputs outputs,
      ConsolePages console,
      Clock clock) {
    this.sending = sending;
    this.record = record;
    this.outputs = outputs;
    this.console = console;
    this.clock = clock;
  }

  void take(
      Step step,
      ChatCommand command,
      Correspondence correspondence,
      ChatPlatform platform,
      Place place)
      throws DeliveryFailure {
    switch (step) {
      case Step.Post post -> post(post, command, correspondence, platform, place);
      case Step.Update update -> update(update, correspondence, platform);
      case Step.Reply reply -> reply(reply, command, correspondence, platform, place);
      case Step.Whisper whisper -> whisper(whisper, correspondence, platform, place);
      case Step.Upload upload -> upload(upload, command, correspondence, platform, place);
      case Step.Line _, Step.Settle _, Step.Wait _ ->
          throw new IllegalArgumentException("nothing to send: " + step);
    }
  }

  private void post(
      Step.Post post,
      ChatCommand command,
      Correspondence correspondence,
      ChatPlatform platform,
      Place place)
      throws DeliveryFailure {
    String purpose = Purpose.card(correspondence.delivery());
    try {
      var sent = send(post.card(), purpose, command, correspondence, platform, place);
      correspondence.posted(place, sent.ref(), sent.found() ? null : post.hash(), post.covers());
    } catch (DeliveryFailure.Rejected e) {
      correspondence.giveUp("Rejected", refusal(e, place), clock.instant());
    } catch (DeliveryFailure.Unknown e) {
      if (!correspondence.repeated(purpose)) {
        throw e;
      }
      correspondence.giveUp("Unknown", uncertainty(place), clock.instant());
    }
  }

  private void update(Step.Update update, Correspondence correspondence, ChatPlatform platform)
      throws DeliveryFailure {
    try {
      platform.update(ref(correspondence), update.card(), clock.millis());
      correspondence.updated(update.hash());
    } catch (DeliveryFailure.Rejected e) {
      if (!correspondence.lost()) {
        correspondence.giveUp(
            "MessageGone",
            "The card was deleted in chat, posted anew, and could not be updated again: %s."
                .formatted(e.reason()),
            clock.instant());
      }
    }
  }

  private void reply(
      Step.Reply reply,
      ChatCommand command,
      Correspondence correspondence,
      ChatPlatform platform,
      Place place)
      throws DeliveryFailure {
    try {
      var sent =
          send(
              reply.card(),
              reply.purpose(),
              command,
              correspondence,
              platform,
              platform.under(place, ref(correspondence)));
      correspondence.said(reply.purpose(), sent.ref(), reply.plan());
    } catch (DeliveryFailure.Rejected e) {
      correspondence.said(reply.purpose(), null, reply.plan());
    } catch (DeliveryFailure.Unknown e) {
      if (!correspondence.repeated(reply.purpose())) {
        throw e;
      }
      correspondence.said(reply.purpose(), null, reply.plan());
    }
  }

  private static void whisper(
      Step.Whisper whisper, Correspondence correspondence, ChatPlatform platform, Place place)
      throws DeliveryFailure {
    try {
      platform.whisper(place, whisper.person(), whisper.card());
    } catch (DeliveryFailure.Rejected | DeliveryFailure.Unknown e) {
      // Nothing better can be done: it is no message that could be looked for.
    }
    correspondence.said(Purpose.ANSWER, null);
  }

  private void upload(
      Step.Upload upload,
      ChatCommand command,
      Correspondence correspondence,
      ChatPlatform platform,
      Place place)
      throws DeliveryFailure {
    Place where;
    try {
      where =
          upload.person() == null
              ? platform.under(place, ref(correspondence))
              : platform.direct(place.workspace(), upload.person());
    } catch (DeliveryFailure.Rejected e) {
      // The answer that only they were shown has the end of it.
      correspondence.said(Purpose.OUTPUT, null);
      return;
    }
    if (upload.stored()) {
      outputs.send(
          command, upload.file(), file -> upload(file, command, correspondence, platform, where));
    } else {
      upload(upload.file(), command, correspondence, platform, where);
    }
  }

  /// Recorded before it is sent: a file cannot be looked for, and one too few is better than two.
  private void upload(
      Attachment file,
      ChatCommand command,
      Correspondence correspondence,
      ChatPlatform platform,
      Place where)
      throws DeliveryFailure {
    Delivery before = correspondence.delivery();
    correspondence.said(Purpose.OUTPUT, null);
    record.write(command, correspondence);
    try {
      platform.upload(where, new MessageKey(correspondence.uid(), Purpose.OUTPUT), file);
    } catch (DeliveryFailure.Rejected | DeliveryFailure.Unknown e) {
      // The card shows the end of it.
    } catch (DeliveryFailure e) {
      correspondence.restore(before);
      throw e;
    }
  }

  private Sending.Sent send(
      Card card,
      String purpose,
      ChatCommand command,
      Correspondence correspondence,
      ChatPlatform platform,
      Place where)
      throws DeliveryFailure {
    return sending.send(
        platform,
        where,
        card,
        new MessageKey(correspondence.uid(), purpose),
        correspondence,
        created(command));
  }

  /// One card for many: each is a line of it from before it is posted, so that another leader knows
  /// what to look for.
  void summarise(List<Summary.Line> lines, Summary summary, ChatPlatform platform, Place place)
      throws DeliveryFailure {
    for (Summary.Line line : lines) {
      if (!summary.holds(line)) {
        line.correspondence().joins(place, summary.purpose());
        line.correspondence().clear(summary.purpose());
      }
      if (line.correspondence().unwritten()) {
        record.write(line.command(), line.correspondence());
      }
    }
    Instant now = clock.instant();
    Correspondence first = summary.mostDoubtful(lines);
    try {
      var sent =
          sending.send(
              platform,
              place,
              summary.card(lines, console),
              new MessageKey(summary.uid(), summary.purpose()),
              first,
              created(lines.getFirst().command()));
      for (Summary.Line line : lines) {
        line.correspondence().said(summary.purpose(), sent.ref());
        line.correspondence().settle(Delivery.State.SUMMARISED, now);
      }
    } catch (DeliveryFailure.Rejected e) {
      lines.forEach(
          line -> line.correspondence().giveUp("Rejected", refusal(e, place), clock.instant()));
    } catch (DeliveryFailure.Unknown e) {
      if (!first.repeated(summary.purpose())) {
        lines.forEach(line -> line.correspondence().doubt(summary.purpose()));
        throw e;
      }
      lines.forEach(
          line -> line.correspondence().giveUp("Unknown", uncertainty(place), clock.instant()));
    }
  }

  private static Instant created(ChatCommand command) {
    return Instant.parse(command.getMetadata().getCreationTimestamp());
  }

  private static MessageRef ref(Correspondence correspondence) {
    String ref = correspondence.delivery().ref();
    if (ref == null) {
      throw new IllegalStateException("no card");
    }
    return new MessageRef(ref);
  }

  private static String refusal(DeliveryFailure.Rejected failure, Place place) {
    return "Channel %s of %s takes no card: %s. Is the bot a member of it, and is it not archived?"
        .formatted(place.channel(), place.workspace(), failure.reason());
  }

  private static String uncertainty(Place place) {
    return "The card was sent to channel %s of %s twice, and nobody can tell whether it is there."
        .formatted(place.channel(), place.workspace());
  }
}
