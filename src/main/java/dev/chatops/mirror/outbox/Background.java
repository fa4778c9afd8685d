package dev.chatops.mirror.outbox;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.AllowedCommandSpec.Reply;
import dev.chatops.api.v1alpha1.ApprovalCall;
import dev.chatops.api.v1alpha1.ApprovalPolicy;
import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.chat.Audience;
import dev.chatops.chat.Capabilities;
import dev.chatops.chat.Place;
import dev.chatops.chat.Span;
import dev.chatops.identity.Access;
import dev.chatops.identity.Identities;
import dev.chatops.identity.Identity;
import dev.chatops.mirror.ButtonTokens;
import dev.chatops.mirror.Calls;
import dev.chatops.mirror.CardFacts;
import dev.chatops.mirror.ConsolePages;
import dev.chatops.mirror.Destination;
import dev.chatops.mirror.NextStep;
import dev.chatops.mirror.Situation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has to be known beside a command: its definition, the channels of its namespace, people.
final class Background implements AutoCloseable {

  private final ButtonTokens tokens;
  private final ConsolePages console;
  private final Clock clock;
  private final Identities identities;
  private final MayApprove mayApprove;
  private final SharedIndexInformer<AllowedCommand> definitions;
  private final SharedIndexInformer<ChatChannel> channels;

  Background(KubernetesClient client, ButtonTokens tokens, ConsolePages console, Clock clock) {
    this.tokens = tokens;
    this.console = console;
    this.clock = clock;
    identities = new Identities(client);
    mayApprove = new MayApprove(identities, new Access(client), clock);
    definitions = client.resources(AllowedCommand.class).inAnyNamespace().runnableInformer(0);
    channels = client.resources(ChatChannel.class).inAnyNamespace().runnableInformer(0);
  }

  /// Blocks until everything was read once.
  void start() {
    identities.start();
    definitions.run();
    channels.run();
  }

  @Override
  public void close() {
    channels.close();
    definitions.close();
    identities.close();
  }

  /// A namespace may name any channel; what it was not granted is not used.
  Optional<Place> place(ChatCommand command, Correspondence correspondence) {
    return place(command, correspondence, channel -> is(channel, "Ready"));
  }

  /// Whether it may have a place later: while a chat service is away, its channels are not Ready.
  boolean mayFindPlace(ChatCommand command, Correspondence correspondence) {
    return place(command, correspondence, channel -> !is(channel, "Stalled")).isPresent();
  }

  private Optional<Place> place(
      ChatCommand command, Correspondence correspondence, Predicate<ChatChannel> usable) {
    return Destination.of(
        command,
        correspondence.delivery(),
        channels
            .getIndexer()
            .byIndex(Cache.NAMESPACE_INDEX, command.getMetadata().getNamespace())
            .stream()
            .filter(usable)
            .toList());
  }

  private static boolean is(ChatChannel channel, String condition) {
    return channel.getStatus() != null
        && Condition.find(channel.getStatus().conditions(), condition)
            .filter(found -> found.status() == ConditionStatus.TRUE)
            .filter(found -> found.observedGeneration() == channel.getMetadata().getGeneration())
            .isPresent();
  }

  Situation situation(
      ChatCommand command, Correspondence correspondence, Place place, Capabilities capabilities) {
    AllowedCommand definition = definitions.getIndexer().getByKey(key(command));
    ApprovalPolicy approval = definition == null ? null : definition.getSpec().approval();
    return new Situation(
        command,
        correspondence.delivery(),
        place,
        new CardFacts(
            approval,
            definition == null || definition.getSpec().links() == null
                ? List.of()
                : definition.getSpec().links(),
            NextStep.waits(command) ? approvers(command, approval, place) : List.of(),
            console.of(command),
            tokens),
        // Nobody knows any more whether it was meant for everybody.
        definition == null ? Reply.REQUESTER : definition.getSpec().readers(),
        new Calls(called(approval, place), requester(command, place)),
        capabilities,
        correspondence.seen(),
        clock.instant());
  }

  private static String key(ChatCommand command) {
    return command.getMetadata().getNamespace() + "/" + command.getSpec().command();
  }

  private List<String> approvers(
      ChatCommand command, @Nullable ApprovalPolicy approval, Place place) {
    return mayApprove.persons(
        place.workspace(),
        command.getMetadata().getNamespace(),
        command.getSpec().command(),
        approval != null && approval.requesterCounts() ? null : person(command));
  }

  private String person(ChatCommand command) {
    ChatCommandSpec spec = command.getSpec();
    return switch (identities.who(spec.requester(), spec.origin())) {
      case Identity.Known known -> known.person();
      case Identity.Unknown _ -> spec.requester().username();
    };
  }

  private List<Span.Mention> called(@Nullable ApprovalPolicy approval, Place place) {
    var mentions = new ArrayList<Span.Mention>();
    for (ApprovalCall call : approval == null ? List.<ApprovalCall>of() : approval.called()) {
      if (call.person() != null) {
        accounts(call.person(), place).forEach(mentions::add);
      } else if (call.userGroup() != null && place.workspace().equals(call.workspace())) {
        mentions.add(new Span.Mention(new Audience.UserGroup(call.userGroup()), call.userGroup()));
      }
    }
    return mentions;
  }

  private Span.@Nullable Mention requester(ChatCommand command, Place place) {
    Origin origin = command.getSpec().origin();
    return origin != null
        ? new Span.Mention(
            new Audience.Account(origin.user()), command.getSpec().requester().username())
        : accounts(person(command), place).findFirst().orElse(null);
  }

  private Stream<Span.Mention> accounts(String person, Place place) {
    return identities
        .accounts(person, place.workspace())
        .map(user -> new Span.Mention(new Audience.Account(user), person));
  }

  static String keyOf(HasMetadata object) {
    return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
  }
}
