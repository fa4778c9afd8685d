package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Mode;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.api.v1alpha1.Target;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One running command a target.
///
/// Order: when it was asked (the platform's time of the message, else creation), then name. A
/// command stands in line from its first event on, so one that was asked earlier is waited for even
/// where its own pass comes later. Two leaders may both let one pass; then the effect's own
/// preconditions decide.
final class Queue {

  /// A waiting command is examined again after this time at the latest; at its turn it goes through
  /// all steps anyway, and until then its place is enough. In a long line the steps of those who
  /// wait would otherwise slow down those who run.
  private static final Duration EXAMINED_FOR = Duration.ofMinutes(5);

  private final KubernetesClient client;
  private final Function<ChatCommand, Optional<String>> keyOf;
  private final Supplier<Function<ChatCommand, Optional<String>>> keyAskedFor;
  private @Nullable ResourceCache<ChatCommand> stored;
  private volatile boolean begun;
  private final Stripes locks = new Stripes();
  private final Lines lines = new Lines();
  private final Map<String, Examined> waiting = new ConcurrentHashMap<>();

  /// Seen before their definitions were: in the first moments of a leadership. Locked where it is
  /// changed, so that nobody is placed who has left.
  private final Map<String, ChatCommand> unplaced = new ConcurrentHashMap<>();

  /// @param keyOf target key of a command that has not started, from what is cached
  /// @param keyAskedFor the same, which asks the API server for what is not
  Queue(
      KubernetesClient client,
      Function<ChatCommand, Optional<String>> keyOf,
      Supplier<Function<ChatCommand, Optional<String>>> keyAskedFor) {
    this.client = client;
    this.keyOf = keyOf;
    this.keyAskedFor = keyAskedFor;
  }

  /// @param unfinished all that stands in line, or will
  void watchOver(ResourceCache<ChatCommand> unfinished) {
    stored = unfinished;
  }

  /// What the steps found of a command that has to wait.
  private record Examined(Dossier dossier, Target target, Instant until) {}

  /// The place of a waiting command.
  record Place(Dossier dossier, Target target, Lines.Ahead ahead) {}

  /// Held from asking for the turn until `Running` is stored.
  ReentrantLock lock(Work work) {
    return locks.of(line(work.command(), key(work)));
  }

  /// As the informer saw it, or as it was just stored: from now on it stands in line, as far as its
  /// target is known. Who waits for people keeps nobody else waiting.
  ///
  /// @return whose turn it is now that this one stepped aside
  Optional<ResourceID> seen(ChatCommand command) {
    if (command.getSpec().wanted() != Mode.RUN) {
      return Optional.empty();
    }
    if (awaitsApproval(command)) {
      return stepAside(command);
    }
    place(command, key(command), () -> true);
    return Optional.empty();
  }

  /// What was stored before this process began stands in line before the first may pass; events
  /// tell of it in any order, and perhaps before its definition is known here.
  void begin() {
    ResourceCache<ChatCommand> all = stored;
    if (begun || all == null) {
      return;
    }
    var asked = keyAskedFor.get();
    all.list()
        .filter(command -> command.getSpec().wanted() == Mode.RUN && !awaitsApproval(command))
        .toList()
        .forEach(command ->
            place(
                command,
                key(command).or(() -> asked.apply(command)),
                () -> all.get(ResourceID.fromResource(command)).isPresent()));
    begun = true;
  }

  /// Lets those stand in line whose definitions are known by now.
  void placeThoseSeenEarly() {
    List.copyOf(unplaced.values())
        .forEach(command -> place(command, key(command), () -> unplaced.containsKey(uid(command))));
  }

  /// @param open whether it has not left meanwhile; asked under the lock under which it leaves
  private void place(ChatCommand command, Optional<String> key, BooleanSupplier open) {
    synchronized (unplaced) {
      if (!open.getAsBoolean()) {
        return;
      }
      key.ifPresentOrElse(
          known -> {
            unplaced.remove(uid(command));
            lines.put(ticket(command, known));
          },
          () -> unplaced.put(uid(command), command));
    }
  }

  /// It waits for people from now on. Said by the pass that stores it, since what this process
  /// wrote itself does not come back as an event.
  ///
  /// @return whose turn it is now
  Optional<ResourceID> stepAside(ChatCommand command) {
    return leave(uid(command));
  }

  private static boolean awaitsApproval(ChatCommand command) {
    return command.getStatus() != null
        && Condition.find(command.getStatus().conditions(), StatusSummary.SUCCEEDED)
            .filter(state -> state.reason().equals(Reason.AWAITING_APPROVAL.word()))
            .isPresent();
  }

  /// Whether others go before it, as far as this process knows.
  boolean isBehindOthers(ChatCommand command) {
    return lines.ahead(uid(command)).isPresent();
  }

  /// Asked after all steps, under the lock; of one that is behind others also before it is planned.
  ///
  /// @return empty when it is this one's turn, which the API server was asked, too
  Optional<Place> placeOf(Work work) {
    ChatCommand command = work.command();
    String key = key(work);
    Target target = work.resolved().action().target();
    begin();
    placeThoseSeenEarly();
    lines.put(ticket(command, key));
    Optional<Place> place =
        lines
            .ahead(uid(command))
            .or(() -> running(command, key))
            .map(ahead -> new Place(work.dossier(), target, ahead));
    if (place.isPresent()) {
      waiting.put(uid(command), new Examined(work.dossier(), target, examinedUntil(work)));
    } else {
      waiting.remove(uid(command));
    }
    return place;
  }

  /// Asked before all steps, and asks nobody.
  ///
  /// @return the place of a command that went through them a moment ago and is still not first
  Optional<Place> placeOf(ChatCommand command, Instant now) {
    Examined examined = waiting.get(uid(command));
    return examined == null || !now.isBefore(examined.until())
        ? Optional.empty()
        : lines
            .ahead(uid(command))
            .map(ahead -> new Place(examined.dossier(), examined.target(), ahead));
  }

  /// Whose plans hold: what was found out during one turn is still so as long as the turn lasts.
  ///
  /// @return empty while it is not this one's turn, as far as this process knows
  Optional<Long> turn(ChatCommand command) {
    return lines.turn(uid(command));
  }

  /// It has left the informer.
  ///
  /// @return the command whose turn it is now
  Optional<ResourceID> left(String uid) {
    waiting.remove(uid);
    return leave(uid);
  }

  private Optional<ResourceID> leave(String uid) {
    synchronized (unplaced) {
      unplaced.remove(uid);
      return lines.leave(uid);
    }
  }

  /// What the API server says: another leader may have started one that was not seen here yet.
  private Optional<Lines.Ahead> running(ChatCommand command, String targetKey) {
    List<ChatCommand> running =
        client
            .resources(ChatCommand.class)
            .inNamespace(command.getMetadata().getNamespace())
            .withField("status.targetKey", targetKey)
            .withField("status.finishedAt", "")
            .list()
            .getItems()
            .stream()
            .filter(other -> started(other) && !uid(other).equals(uid(command)))
            .toList();
    return running.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Lines.Ahead(
                ResourceID.fromResource(running.getFirst()),
                Math.min(running.size(), Lines.COUNTED)));
  }

  private Optional<String> key(ChatCommand command) {
    var status = command.getStatus();
    return status != null && status.targetKey() != null
        ? Optional.of(status.targetKey())
        : keyOf.apply(command);
  }

  /// Not beyond the time in which it must start.
  private static Instant examinedUntil(Work work) {
    Instant latest = work.now().plus(EXAMINED_FOR);
    Instant expires =
        Instant.parse(work.command().getMetadata().getCreationTimestamp())
            .plus(work.resolved().definition().spec().startLimit());
    return expires.isBefore(latest) ? expires : latest;
  }

  private static String key(Work work) {
    return TargetKey.of(work.resolved().action().target());
  }

  static Lines.Ticket ticket(ChatCommand command, String key) {
    return new Lines.Ticket(
        uid(command),
        ResourceID.fromResource(command),
        line(command, key),
        asked(command),
        started(command));
  }

  private static String line(ChatCommand command, String key) {
    return command.getMetadata().getNamespace() + "/" + key;
  }

  private static String uid(ChatCommand command) {
    return command.getMetadata().getUid();
  }

  private static boolean started(ChatCommand command) {
    return command.getStatus() != null && command.getStatus().startedAt() != null;
  }

  private static Instant asked(ChatCommand command) {
    var origin = command.getSpec().origin();
    return origin != null && origin.sentAt() != null
        ? origin.sentAt()
        : Instant.parse(command.getMetadata().getCreationTimestamp());
  }
}
