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
import java.util.function.Predicate;

/// Stored commands, read as the person who asks for them.
public final class History {

  /// So many of a namespace are looked through.
  public static final int READ = 5000;

  private static final long PAGE = 500;

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
