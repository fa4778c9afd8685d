package dev.chatops.console.cluster;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.CommandDecision;
import dev.chatops.console.session.Session;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stored commands, read as the person who asks for them.
public final class History {

  /// So many of a namespace are looked through.
  public static final int READ = 5000;

  private static final long PAGE = 500;

  private static final String OPEN = "status.finishedAt=";
  private static final String ENDED = "status.finishedAt!=";

  private final Gate gate;

  public History(Gate gate) {
    this.gate = gate;
  }

  /// @param commands the newest first
  /// @param complete false where the namespace has more than were looked through
  public record Found(List<ChatCommand> commands, boolean complete) {}

  public Found search(Session session, String namespace, Predicate<ChatCommand> wanted) {
    KubernetesClient person = gate.as(session.token());
    var found = new ArrayList<ChatCommand>();
    String next = null;
    int count = 0;
    do {
      var page =
          person
              .resources(ChatCommand.class)
              .inNamespace(namespace)
              .list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      page.getItems().stream().filter(wanted).forEach(found::add);
      count += page.getItems().size();
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty() && count < READ);
    found.sort(
        Comparator.comparing((ChatCommand each) -> each.getMetadata().getCreationTimestamp())
            .thenComparing(each -> each.getMetadata().getName())
            .reversed());
    return new Found(found, next == null || next.isEmpty());
  }

  /// What has not ended in any of these namespaces. One that this person may no longer read has
  /// nothing.
  public List<ChatCommand> open(Session session, List<String> namespaces) {
    var open = new ArrayList<ChatCommand>();
    all(session, namespaces, OPEN, open::add);
    return open;
  }

  /// Reads what has ended in any of these namespaces, in no order.
  ///
  /// @return whether that was all: no more than [#READ] are read
  public boolean ended(Session session, List<String> namespaces, Consumer<ChatCommand> reader) {
    return all(session, namespaces, ENDED, reader);
  }

  private boolean all(
      Session session, List<String> namespaces, String which, Consumer<ChatCommand> reader) {
    KubernetesClient person = gate.as(session.token());
    long left = READ;
    for (String namespace : namespaces) {
      String next = "";
      while (next != null && left > 0) {
        var page = page(person, namespace, which, next, Math.min(left, PAGE));
        page.commands().forEach(reader);
        left -= page.commands().size();
        next = page.next();
      }
      if (next != null) {
        return false;
      }
    }
    return true;
  }

  /// @param next where it goes on; null where it does not
  private record Page(List<ChatCommand> commands, @Nullable String next) {}

  private static Page page(
      KubernetesClient person, String namespace, String which, String from, long limit) {
    try {
      var list =
          person
              .resources(ChatCommand.class)
              .inNamespace(namespace)
              .list(
                  new ListOptionsBuilder()
                      .withFieldSelector(which)
                      .withLimit(limit)
                      .withContinue(from.isEmpty() ? null : from)
                      .build());
      String next = list.getMetadata().getContinue();
      return new Page(list.getItems(), next == null || next.isEmpty() ? null : next);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return new Page(List.of(), null);
      }
      throw e;
    }
  }

  /// Empty where it is gone.
  public Optional<ChatCommand> one(Session session, String namespace, String name) {
    return Optional.ofNullable(
        gate.as(session.token())
            .resources(ChatCommand.class)
            .inNamespace(namespace)
            .withName(name)
            .get());
  }

  /// What was decided about it; empty for who may not read decisions.
  public List<CommandDecision> decisions(Session session, ChatCommand command) {
    try {
      return gate.as(session.token())
          .resources(CommandDecision.class)
          .inNamespace(command.getMetadata().getNamespace())
          .withField("spec.commandUid", command.getMetadata().getUid())
          .list()
          .getItems();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return List.of();
      }
      throw e;
    }
  }
}
