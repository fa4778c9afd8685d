package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Origin;
import dev.chatops.chat.inbound.Source;
import dev.chatops.identity.Access.Verb;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds stored commands, those that somebody may see where they are: in a channel all that it
/// works on; in a direct message their own, and those of definitions that they may run or approve.
final class Search {

  /// At most so many are read of one namespace.
  static final int READ = 2000;

  /// An id that may mean more tells nothing.
  private static final int LISTED = 30;

  private static final long PAGE = 500;

  /// What names begin with that chat and console make; a person's own may begin with web, too.
  private static final Pattern MADE = Pattern.compile("^(?:cc-|web-(?=[0-9a-v]{26}$))");

  private final KubernetesClient client;
  private final Directory directory;
  private final Rights rights;

  Search(KubernetesClient client, Directory directory, Rights rights) {
    this.client = client;
    this.directory = directory;
    this.rights = rights;
  }

  /// What the short ids of open commands begin with.
  Set<String> open(Caller caller) {
    return directory.unfinished(caller.reach().namespaces()).stream()
        .map(Search::id)
        .collect(Collectors.toSet());
  }

  /// Whether something is said under the card of an open command.
  boolean underCard(Caller caller) {
    return caller.source().thread() != null
        && !underCard(caller, directory.unfinished(caller.reach().namespaces())).isEmpty();
  }

  /// Open commands that an id may mean; what it cannot be told apart by is answered by all of them.
  ///
  /// @param id beginning of a short id, or a name; null for the card above
  List<ChatCommand> unfinished(Caller caller, @Nullable String id) {
    List<ChatCommand> open = directory.unfinished(caller.reach().namespaces());
    List<ChatCommand> found = id == null ? underCard(caller, open) : named(open, id);
    return found.stream()
        .limit(LISTED)
        .flatMap(command -> fresh(command.getMetadata().getNamespace(), name(command)).stream())
        .filter(command -> visible(caller, command))
        .toList();
  }

  /// The open command that a message became.
  Optional<ChatCommand> askedBy(Caller caller, String intent) {
    Source source = caller.source();
    String name = Names.command(source.platform(), source.workspace(), source.channel(), intent);
    return directory.unfinished(caller.reach().namespaces()).stream()
        .filter(command -> name(command).equals(name))
        .flatMap(command -> fresh(command.getMetadata().getNamespace(), name).stream())
        .filter(command -> command.getStatus() == null || command.getStatus().finishedAt() == null)
        .findFirst();
  }

  /// Like [#unfinished]; where no open one is meant, those that have ended.
  List<ChatCommand> any(Caller caller, @Nullable String id) {
    List<ChatCommand> open = unfinished(caller, id);
    if (!open.isEmpty()) {
      return open;
    }
    if (id != null) {
      List<ChatCommand> exact =
          caller.reach().namespaces().stream()
              .flatMap(namespace -> fresh(namespace, id).stream())
              .filter(command -> visible(caller, command))
              .toList();
      if (!exact.isEmpty()) {
        return exact;
      }
    }
    List<ChatCommand> all = read(caller).commands();
    return id == null ? underCard(caller, all) : named(all, id);
  }

  /// @param complete false where a namespace has more than were read
  record Found(List<ChatCommand> commands, boolean complete) {}

  /// The newest first.
  Found newest(Caller caller, int count) {
    Found read = read(caller);
    return new Found(
        read.commands().stream()
            .sorted(
                Comparator.comparing(
                        (ChatCommand command) -> command.getMetadata().getCreationTimestamp())
                    .reversed())
            .limit(count)
            .toList(),
        read.complete());
  }

  Optional<ChatCommand> fresh(String namespace, String name) {
    return Optional.ofNullable(
        client.resources(ChatCommand.class).inNamespace(namespace).withName(name).get());
  }

  private Found read(Caller caller) {
    var all = new ArrayList<ChatCommand>();
    boolean complete = true;
    for (String namespace : caller.reach().namespaces()) {
      String next = null;
      int count = 0;
      do {
        var page =
            client
                .resources(ChatCommand.class)
                .inNamespace(namespace)
                .list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
        page.getItems().stream().filter(each -> visible(caller, each)).forEach(all::add);
        count += page.getItems().size();
        next = page.getMetadata().getContinue();
      } while (next != null && !next.isEmpty() && count < READ);
      complete &= next == null || next.isEmpty();
    }
    return new Found(all, complete);
  }

  private boolean visible(Caller caller, ChatCommand command) {
    if (!caller.source().direct()
        || command.getSpec().requester().username().equals(caller.username())) {
      return true;
    }
    String namespace = command.getMetadata().getNamespace();
    String definition = command.getSpec().command();
    return rights.may(caller.who().user(), Verb.RUN, namespace, definition)
        || rights.may(caller.who().user(), Verb.APPROVE, namespace, definition);
  }

  private static List<ChatCommand> named(List<ChatCommand> commands, String id) {
    List<ChatCommand> exact =
        commands.stream().filter(command -> name(command).equals(id)).toList();
    return exact.isEmpty()
        ? commands.stream().filter(command -> id(command).startsWith(id)).toList()
        : exact;
  }

  private static List<ChatCommand> underCard(Caller caller, List<ChatCommand> commands) {
    String thread = caller.source().thread();
    return thread == null
        ? List.of()
        : commands.stream().filter(command -> isUnder(thread, command, caller.source())).toList();
  }

  /// Under its message, in its thread, or under its card.
  private static boolean isUnder(String thread, ChatCommand command, Source source) {
    Origin origin = command.getSpec().origin();
    boolean asked =
        origin != null
            && origin.workspace().equals(source.workspace())
            && origin.channel().equals(source.channel())
            && (thread.equals(origin.thread()) || thread.equals(origin.message()));
    var delivery = command.getStatus() == null ? null : command.getStatus().delivery();
    return asked || (delivery != null && delivery.ref() != null && delivery.ref().endsWith(thread));
  }

  private static String id(ChatCommand command) {
    return MADE.matcher(name(command)).replaceFirst("");
  }

  private static String name(ChatCommand command) {
    return command.getMetadata().getName();
  }
}
