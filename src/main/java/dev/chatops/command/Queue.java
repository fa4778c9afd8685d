package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Mode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// One running command a target.
///
/// Order: when it was asked (the platform's time of the message, else creation), then name. Two
/// leaders may both let one pass; then the effect's own preconditions decide.
final class Queue {

  private final KubernetesClient client;
  private final Function<ChatCommand, Optional<String>> keyOf;
  private final Stripes locks = new Stripes();
  private final Map<String, Set<ResourceID>> waiting = new ConcurrentHashMap<>();

  /// @param keyOf target key of a command that has not started, from what is cached
  Queue(KubernetesClient client, Function<ChatCommand, Optional<String>> keyOf) {
    this.client = client;
    this.keyOf = keyOf;
  }

  /// Held from asking for the turn until `Running` is stored.
  ReentrantLock lock(ChatCommand command, String targetKey) {
    return locks.of(place(command, targetKey));
  }

  /// @return the command to wait for and how many are ahead; empty when it is this one's turn
  Optional<Ahead> ahead(
      ChatCommand command, String targetKey, ResourceCache<ChatCommand> unfinished) {
    List<ChatCommand> ahead =
        unfinished
            .list(
                command.getMetadata().getNamespace(),
                other -> !same(other, command) && competes(other) && isFor(other, targetKey))
            .filter(other -> started(other) || ORDER.compare(other, command) < 0)
            .sorted(Comparator.comparing(Queue::started).reversed().thenComparing(ORDER))
            .toList();
    if (ahead.isEmpty()) {
      ahead = running(command, targetKey);
    }
    if (ahead.isEmpty()) {
      forget(command, targetKey);
      return Optional.empty();
    }
    waiting
        .computeIfAbsent(place(command, targetKey), k -> ConcurrentHashMap.newKeySet())
        .add(ResourceID.fromResource(command));
    return Optional.of(new Ahead(ahead.getFirst(), ahead.size()));
  }

  /// @param count how many go first, at least 1
  record Ahead(ChatCommand next, int count) {}

  /// Commands that waited for this one's target; asks each only once.
  Set<ResourceID> released(ChatCommand finished) {
    Optional<String> key = key(finished);
    if (key.isEmpty()) {
      return Set.of();
    }
    Set<ResourceID> released = waiting.remove(place(finished, key.get()));
    return released == null ? Set.of() : released;
  }

  private void forget(ChatCommand command, String targetKey) {
    waiting.computeIfPresent(
        place(command, targetKey),
        (place, ids) -> {
          ids.remove(ResourceID.fromResource(command));
          return ids.isEmpty() ? null : ids;
        });
  }

  /// What the API server says, since the cache may lag.
  private List<ChatCommand> running(ChatCommand command, String targetKey) {
    return client
        .resources(ChatCommand.class)
        .inNamespace(command.getMetadata().getNamespace())
        .withField("status.targetKey", targetKey)
        .withField("status.finishedAt", "")
        .list()
        .getItems()
        .stream()
        .filter(other -> !same(other, command) && started(other))
        .toList();
  }

  private boolean isFor(ChatCommand other, String targetKey) {
    return key(other).filter(targetKey::equals).isPresent();
  }

  private Optional<String> key(ChatCommand command) {
    var status = command.getStatus();
    return status != null && status.targetKey() != null
        ? Optional.of(status.targetKey())
        : keyOf.apply(command);
  }

  private static boolean competes(ChatCommand other) {
    return other.getSpec().wanted() == Mode.RUN
        && (other.getStatus() == null || other.getStatus().finishedAt() == null);
  }

  private static boolean started(ChatCommand command) {
    return command.getStatus() != null && command.getStatus().startedAt() != null;
  }

  private static boolean same(ChatCommand a, ChatCommand b) {
    return a.getMetadata().getUid().equals(b.getMetadata().getUid());
  }

  private static String place(ChatCommand command, String targetKey) {
    return command.getMetadata().getNamespace() + "/" + targetKey;
  }

  /// One total order, so that no three commands ever wait for each other in a circle.
  static final Comparator<ChatCommand> ORDER =
      Comparator.comparing(Queue::asked)
          .thenComparing(command -> command.getMetadata().getNamespace())
          .thenComparing(command -> command.getMetadata().getName());

  private static Instant asked(ChatCommand command) {
    var origin = command.getSpec().origin();
    return origin != null && origin.sentAt() != null
        ? origin.sentAt()
        : Instant.parse(command.getMetadata().getCreationTimestamp());
  }
}
