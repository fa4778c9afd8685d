package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.SlackConnection;
import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Receiver;
import dev.chatops.chat.inbound.Source;
import dev.chatops.identity.Access;
import dev.chatops.identity.Identities;
import dev.chatops.identity.Identity;
import dev.chatops.intake.answer.Notes;
import dev.chatops.intake.binding.ChannelBinding;
import dev.chatops.intake.binding.Reach;
import dev.chatops.intake.grammar.Grammar;
import dev.chatops.intake.grammar.Misunderstanding;
import dev.chatops.intake.grammar.Place;
import dev.chatops.intake.grammar.Request;
import dev.chatops.intake.grammar.Vocabulary;
import dev.chatops.intake.token.Keyring;
import dev.chatops.intake.token.SignedTokens;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what people do in chat and stores what they ask for and decide. Any number of gateways may
/// receive the same: it becomes one object.
///
/// Nothing that people do is left without an answer, and no answer says more than the API server
/// has stored.
public final class Intake implements Receiver, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /// Nobody says whom nobody knows anything.
  private static final Vocabulary NOTHING =
      new Vocabulary(new Place(Set.of(), null, false, Set.of()), List.of());

  private final Directory directory;
  private final Definitions definitions;
  private final Identities identities;
  private final Keyring keyring;
  private final SignedTokens tokens;
  private final Pace pace;
  private final Turns turns;
  private final Bulkhead bulkhead = new Bulkhead();
  private final Answered answered = new Answered();
  private final Conversation conversation;
  private final Presses presses;

  private Intake(KubernetesClient client, Keyring keyring, Clock clock) {
    this.keyring = keyring;
    tokens = new SignedTokens(keyring, clock);
    directory = new Directory(client);
    definitions = new Definitions(client);
    identities = new Identities(client);
    pace = new Pace(clock);
    turns = new Turns(clock);
    var rights = new Rights(new Access(client), identities, clock);
    var search = new Search(client, directory, rights);
    var decider = new Decider(client, definitions, rights);
    var recorder = new Recorder(client, clock);
    var phrasebook = new Phrasebook(definitions, rights, search);
    conversation = new Conversation(definitions, phrasebook, search, recorder, decider, tokens);
    presses = new Presses(tokens, search, decider, conversation);
  }

  /// Reads the signing keys and fills the caches; blocks until both are done.
  ///
  /// @param client of the gateway's own account. A chat waits 3 s for an answer: it should give a
  ///   request up after 2 s and not repeat it
  /// @param namespace of the gateway, where the Secret `chatops-signing` is
  public static Intake open(KubernetesClient client, String namespace, Clock clock) {
    var intake = new Intake(client, Keyring.open(client, namespace), clock);
    intake.directory.start();
    intake.definitions.start();
    intake.identities.start();
    return intake;
  }

  /// What the buttons of cards are signed with.
  public SignedTokens tokens() {
    return tokens;
  }

  /// Whether commands from a channel reach its namespace.
  public ChannelBinding binding(ChatChannel channel) {
    String workspace = channel.getSpec().workspace();
    return ChannelBinding.judge(
        channel,
        directory.workspace(workspace).orElse(null),
        directory.labels(channel.getMetadata().getNamespace()),
        directory.channels(workspace));
  }

  @Override
  public void close() {
    keyring.close();
    identities.close();
    definitions.close();
    directory.close();
  }

  @Override
  public Answer receive(Inbound inbound) {
    return answered.knows(inbound) ? new Answer.Taken() : guarded(inbound, () -> admitted(inbound));
  }

  private static Answer guarded(Inbound inbound, Supplier<Answer> answer) {
    try {
      return answer.get();
    } catch (KubernetesClientException e) {
      LOG.warn("Not stored: {}", e.getMessage());
      return Trouble.answer(e, inbound);
    } catch (RuntimeException e) {
      LOG.error("Not understood, because of a fault", e);
      return Trouble.away(inbound);
    }
  }

  private Answer admitted(Inbound inbound) {
    Source source = inbound.source();
    Optional<ChatWorkspace> workspace = directory.workspace(source.workspace());
    if (workspace.isEmpty()) {
      return Notes.refusal(
          "There is no ChatWorkspace %s: an administrator has to create it."
              .formatted(source.workspace()));
    }
    if (!isMember(source, workspace.get().getSpec().slack())) {
      return Notes.refusal(
          "You belong to another organisation than this workspace: it takes commands of its own people only.");
    }
    String person = source.workspace() + "/" + source.user();
    Supplier<Answer> answer =
        () ->
            answered.once(
                inbound, () -> guarded(inbound, () -> serve(person, inbound, workspace.get())));
    return inbound instanceof Inbound.Said said ? turns.take(person, said, answer) : answer.get();
  }

  /// What is delivered again does not come here, so it costs nobody anything.
  private Answer serve(String person, Inbound inbound, ChatWorkspace workspace) {
    return pace.take(person)
        ? bulkhead.enter(() -> answer(inbound, workspace)).orElseGet(() -> Trouble.busy(inbound))
        : tooFast(inbound);
  }

  private static Answer tooFast(Inbound inbound) {
    String sentence = "You are too fast for me: wait a few seconds and send it again.";
    return inbound instanceof Inbound.Filled filled
        ? Notes.again(filled, sentence)
        : Notes.refusal(sentence);
  }

  /// Where the platform does not tell, nobody is.
  private static boolean isMember(Source source, SlackConnection workspace) {
    return source.team() != null
        && (source.team().equals(workspace.teamId())
            || source.team().equals(workspace.enterpriseId()));
  }

  private Answer answer(Inbound inbound, ChatWorkspace workspace) {
    Source source = inbound.source();
    return switch (identities.using(source.platform(), source.workspace(), source.user())) {
      case Identity.Unknown(String why) -> stranger(inbound, why);
      case Identity.Known who -> answer(inbound, caller(source, workspace, who));
    };
  }

  private Caller caller(Source source, ChatWorkspace workspace, Identity.Known who) {
    return new Caller(
        source,
        who,
        Reach.of(source, workspace, directory.channels(source.workspace()), directory::labels));
  }

  private Answer answer(Inbound inbound, Caller caller) {
    return switch (inbound) {
      case Inbound.Said said -> conversation.said(caller, said.way(), said.pieces());
      case Inbound.Pressed pressed -> presses.pressed(caller, pressed);
      case Inbound.Filled filled -> conversation.filled(caller, filled.state(), filled.values());
      case Inbound.Edited edited -> conversation.edited(caller, edited.first());
    };
  }

  /// Whom nobody knows is told how to become known, if they ask.
  private static Answer stranger(Inbound inbound, String why) {
    Source source = inbound.source();
    if (inbound instanceof Inbound.Edited) {
      return Notes.edited();
    }
    if (inbound instanceof Inbound.Said said) {
      switch (Grammar.read(said.pieces(), NOTHING)) {
        case Request.WhoAmI _ -> {
          return Notes.unknown(why, source.workspace(), source.user());
        }
        case Misunderstanding _ when said.way() == Inbound.Way.ASIDE -> {
          return new Answer.Taken();
        }
        default -> {}
      }
    }
    return Notes.refusal(why + " Say whoami to see what to add.");
  }
}
