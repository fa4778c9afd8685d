package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Source;
import dev.chatops.intake.answer.Notes;
import dev.chatops.intake.grammar.Request;
import dev.chatops.policy.selector.FieldValue;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores what people ask for: one ChatCommand for one message, however often it is delivered, and
/// to how many gateways.
final class Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /// What is older starts no more: it would surprise people.
  private static final Duration FRESH = Duration.ofMinutes(10);

  /// What comes later was delivered again after a pause. What comes in time is in order, however
  /// long it waits here, and a look at all that the person has asked for is spared.
  private static final Duration PROMPT = Duration.ofSeconds(10);

  private static final long PAGE = 500;

  /// As the API takes it, in code points.
  private static final int TEXT = 2000;

  private final KubernetesClient client;
  private final Clock clock;

  Recorder(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /// Blocks until it is stored or refused.
  ///
  /// @param text as it was typed
  Answer record(Caller caller, Request.Run run, String text) {
    ChatCommand command = command(caller, run, text);
    if (caller.source().cameAt().isAfter(caller.source().sentAt().plus(PROMPT))) {
      ChatCommand stored = stored(command);
      if (stored != null) {
        return met(stored, command);
      }
      Optional<String> late = late(command);
      if (late.isPresent()) {
        return Notes.refusal(late.get());
      }
    }
    try {
      client.resource(command).create();
      return new Answer.Taken();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      ChatCommand stored = stored(command);
      if (stored == null) {
        throw e;
      }
      return met(stored, command);
    }
  }

  /// Why a message is not started that was not stored when it was sent. A newer one counts: people
  /// who hear nothing say it again, or say something else.
  private Optional<String> late(ChatCommand command) {
    Instant sentAt = sentAt(command);
    if (clock.instant().isAfter(sentAt.plus(FRESH))) {
      return Optional.of("This message is too old to start now; see history, and send it again.");
    }
    return isOvertaken(command, sentAt)
        ? Optional.of(
            "This message could not be recorded in time, and you have sent a newer one since. Send it"
                + " again if you still want it.")
        : Optional.empty();
  }

  private boolean isOvertaken(ChatCommand command, Instant sentAt) {
    var theirs =
        client
            .resources(ChatCommand.class)
            .inNamespace(command.getMetadata().getNamespace())
            .withField(
                "spec.requester.username",
                FieldValue.escaped(command.getSpec().requester().username()));
    String next = null;
    do {
      var page = theirs.list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      if (page.getItems().stream().anyMatch(each -> sentAt(each).isAfter(sentAt))) {
        return true;
      }
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return false;
  }

  /// Of what did not come by chat, when it was stored.
  private static Instant sentAt(ChatCommand command) {
    Origin origin = command.getSpec().origin();
    return origin == null || origin.sentAt() == null
        ? Instant.parse(command.getMetadata().getCreationTimestamp())
        : origin.sentAt();
  }

  private @Nullable ChatCommand stored(ChatCommand command) {
    return client
        .resources(ChatCommand.class)
        .inNamespace(command.getMetadata().getNamespace())
        .withName(command.getMetadata().getName())
        .get();
  }

  private static Answer met(ChatCommand stored, ChatCommand command) {
    if (same(stored.getSpec().origin(), Objects.requireNonNull(command.getSpec().origin()))) {
      return new Answer.Taken();
    }
    LOG.warn(
        "Refused: ChatCommand {}/{} came from another message",
        command.getMetadata().getNamespace(),
        command.getMetadata().getName());
    return Notes.refusal(
        "This message was recorded before with other words, and counts as it was then. Send a new one.");
  }

  private static boolean same(@Nullable Origin stored, Origin origin) {
    return stored != null
        && stored.platform().equals(origin.platform())
        && stored.workspace().equals(origin.workspace())
        && stored.channel().equals(origin.channel())
        && stored.user().equals(origin.user())
        && stored.intent().equals(origin.intent())
        && Objects.equals(stored.text(), origin.text());
  }

  private static ChatCommand command(Caller caller, Request.Run run, String text) {
    Source source = caller.source();
    Map<String, IntOrString> args = new LinkedHashMap<>();
    run.args().forEach((name, value) -> args.put(name, new IntOrString(value)));
    var command = new ChatCommand();
    command.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(run.namespace())
            .withName(
                Names.command(
                    source.platform(), source.workspace(), source.channel(), source.intent()))
            .build());
    command.setSpec(
        new ChatCommandSpec(
            run.command(),
            args.isEmpty() ? null : args,
            run.reason(),
            run.mode(),
            null,
            run.overrideFreeze() ? true : null,
            caller.who().user(),
            origin(source, cut(text), run.notifyRequester())));
    return command;
  }

  /// Where something comes from, as it is stored.
  static Origin origin(Source source, @Nullable String text, boolean called) {
    return new Origin(
        source.platform(),
        source.workspace(),
        source.channel(),
        source.user(),
        source.thread(),
        source.message(),
        source.intent(),
        text,
        source.sentAt(),
        called ? true : null);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) > TEXT
        ? text.substring(0, text.offsetByCodePoints(0, TEXT))
        : text;
  }
}
