package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceDeleteEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Wakes commands: when the target of a running one changes, and when the one ahead in the queue
/// has ended.
///
/// Holds one watch for each target of a running command, shared by count, and drops everything of a
/// command once it has left the informer. A watch that breaks, or has said nothing for a while (its
/// connection may be dead without a sign), is closed; the safety re-check opens it anew.
final class Watches extends AbstractEventSource<Void, ChatCommand>
    implements ResourceEventAware<ChatCommand> {

  /// After this time everything of a command that left is dropped once more: a pass that was under
  /// way may have taken it up again, here and in JOSDK 5.3.
  private static final long FORGET_AFTER_SECONDS = 10;

  /// Shorter than the safety re-check, so that each one finds a watch that is known to hear.
  private static final Duration SILENT_FOR = Duration.ofSeconds(20);

  private final KubernetesClient client;
  private final Kinds kinds;
  private final Queue queue;
  private final Hearsay hearsay;
  private final Map<String, Watched> targets = new ConcurrentHashMap<>();
  private final Map<String, Ongoing> ongoing = new ConcurrentHashMap<>();
  private @Nullable ScheduledExecutorService later;
  private @Nullable ResourceCache<ChatCommand> unfinished;

  Watches(KubernetesClient client, Kinds kinds, Queue queue, Hearsay hearsay) {
    super(Void.class, "targets");
    this.client = client;
    this.kinds = kinds;
    this.queue = queue;
    this.hearsay = hearsay;
  }

  /// The commands on one target, and the watch once it is open.
  private static final class Watched {
    private final Set<ResourceID> commands = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Watch watch;
    private volatile long heard = System.nanoTime();

    boolean isSilent() {
      return System.nanoTime() - heard > SILENT_FOR.toNanos();
    }

    void close() {
      Watch open = watch;
      if (open != null) {
        open.close();
      }
    }
  }

  /// Call before the start.
  ///
  /// @param unfinished what the informer holds
  void watchOver(ResourceCache<ChatCommand> unfinished) {
    this.unfinished = unfinished;
  }

  /// What this process has seen of the command so far.
  Ongoing ongoing(ChatCommand command, Instant startedAt) {
    return ongoing.computeIfAbsent(
        command.getMetadata().getUid(), uid -> new Ongoing(false, startedAt));
  }

  /// Whether this process, or one before it that said so, has seen the command's effect.
  boolean hasSeenEffect(ChatCommand command) {
    Ongoing known = ongoing.get(command.getMetadata().getUid());
    var status = command.getStatus();
    return (known != null && known.isEffectSeen()) || (status != null && status.progress() != null);
  }

  /// From now on changes of the target wake the command. Targets outside `apps/v1` are not watched
  /// but polled.
  void follow(ChatCommand command, TargetRef ref) {
    var target = new Target(ref.apiVersion(), ref.kind(), ref.name());
    if (!kinds.isBuiltIn(target)) {
      return;
    }
    String namespace = command.getMetadata().getNamespace();
    String place = place(namespace, ref);
    ResourceID id = ResourceID.fromResource(command);
    var fresh = new Watched();
    var deaf = new AtomicReference<@Nullable Watched>();
    Watched watched =
        targets.compute(
            place,
            (p, known) -> {
              Watched joined = known == null || known.isSilent() ? fresh : known;
              if (joined == fresh && known != null) {
                fresh.commands.addAll(known.commands);
                deaf.set(known);
              }
              // Before a new watch opens: its first event, the present state, may come at once. An
              // open one may have told before what this command waits for.
              if (joined.commands.add(id) && joined != fresh) {
                wake(id);
              }
              return joined;
            });
    Watched replaced = deaf.get();
    if (replaced != null) {
      replaced.close();
    }
    if (watched == fresh) {
      open(place, namespace, target, fresh);
    }
  }

  boolean polled(TargetRef ref) {
    return !kinds.isBuiltIn(new Target(ref.apiVersion(), ref.kind(), ref.name()));
  }

  /// Outside of the map's lock: the API server may take its time, and nobody else shall wait for
  /// it.
  private void open(String place, String namespace, Target target, Watched watched) {
    ResourceDefinitionContext kind = kinds.find(target).orElseThrow();
    try {
      watched.watch =
          client
              .genericKubernetesResources(kind)
              .inNamespace(namespace)
              .withName(target.name())
              .watch(
                  new Watcher<GenericKubernetesResource>() {
                    @Override
                    public void eventReceived(Action action, GenericKubernetesResource resource) {
                      watched.heard = System.nanoTime();
                      watched.commands.forEach(id -> wake(id));
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                      targets.remove(place, watched);
                      watched.commands.forEach(id -> wake(id));
                    }
                  });
    } catch (KubernetesClientException e) {
      targets.remove(place, watched);
      throw e;
    }
    if (targets.get(place) != watched) {
      watched.close();
    }
  }

  void wake(ResourceID command) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(command));
    }
  }

  @Override
  public Set<Void> getSecondaryResources(ChatCommand command) {
    return Set.of();
  }

  @Override
  public void onResourceCreated(ChatCommand command) {
    queue.seen(command).ifPresent(this::wake);
  }

  @Override
  public void onResourceUpdated(ChatCommand command, ChatCommand before) {
    queue.seen(command).ifPresent(this::wake);
  }

  @Override
  public void onResourceDeleted(ChatCommand command) {
    var status = command.getStatus();
    var gone =
        new Gone(
            ResourceID.fromResource(command),
            command.getMetadata().getUid(),
            status == null || status.plan() == null ? null : status.plan().target());
    drop(gone);
    dropLater(gone);
  }

  /// What is needed of a command that has left the informer.
  private record Gone(ResourceID id, String uid, @Nullable TargetRef target) {
    String namespace() {
      return id.getNamespace().orElseThrow();
    }
  }

  private void drop(Gone command) {
    if (command.target() != null) {
      leave(command, command.target());
    }
    dropOwn(command.uid());
  }

  private void dropOwn(String uid) {
    ongoing.remove(uid);
    hearsay.forget(uid);
    queue.left(uid).ifPresent(this::wake);
  }

  private void leave(Gone command, TargetRef ref) {
    targets.computeIfPresent(
        place(command.namespace(), ref),
        (place, watched) -> {
          watched.commands.remove(command.id());
          if (!watched.commands.isEmpty()) {
            return watched;
          }
          watched.close();
          return null;
        });
  }

  private void dropLater(Gone command) {
    ScheduledExecutorService timer = later;
    if (timer != null && !timer.isShutdown()) {
      var _ = timer.schedule(() -> forget(command), FORGET_AFTER_SECONDS, TimeUnit.SECONDS);
    }
  }

  /// A command of the same name that was stored since is another one, and keeps what is its own.
  private void forget(Gone command) {
    if (unfinished == null || unfinished.get(command.id()).isPresent()) {
      dropOwn(command.uid());
      return;
    }
    drop(command);
    var slim = new ChatCommand();
    slim.getMetadata().setName(command.id().getName());
    slim.getMetadata().setNamespace(command.namespace());
    getEventHandler()
        .handleEvent(new ResourceDeleteEvent(ResourceAction.DELETED, command.id(), slim, false));
  }

  @Override
  public void start() {
    later =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("forget").factory());
    super.start();
  }

  @Override
  public void stop() {
    super.stop();
    if (later != null) {
      later.shutdownNow();
    }
    targets.values().forEach(Watched::close);
    targets.clear();
  }

  private static String place(String namespace, TargetRef ref) {
    return namespace + "/" + ref.kind() + "/" + ref.name();
  }
}
