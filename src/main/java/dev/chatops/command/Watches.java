package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Target;
import dev.chatops.api.v1alpha1.TargetRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceDeleteEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Wakes commands: when the target of a running one changes, and when the one ahead in the queue
/// has ended.
///
/// Holds one watch for each target of a running command, shared by count, and drops everything of a
/// command once it has left the informer. A watch that breaks is closed; the safety re-check opens
/// it anew.
final class Watches extends AbstractEventSource<Void, ChatCommand>
    implements ResourceEventAware<ChatCommand> {

  /// After this time everything of a command that left is dropped once more: a pass that was under
  /// way may have taken it up again, here and in JOSDK 5.3.
  private static final long FORGET_AFTER_SECONDS = 10;

  private final KubernetesClient client;
  private final Kinds kinds;
  private final Queue queue;
  private final Map<String, Watched> targets = new ConcurrentHashMap<>();
  private final Map<String, Ongoing> ongoing = new ConcurrentHashMap<>();
  private @Nullable ScheduledExecutorService later;

  Watches(KubernetesClient client, Kinds kinds, Queue queue) {
    super(Void.class, "targets");
    this.client = client;
    this.kinds = kinds;
    this.queue = queue;
  }

  private record Watched(Watch watch, Set<ResourceID> commands) {}

  /// What this process has seen of the command so far.
  Ongoing ongoing(ChatCommand command, Instant startedAt) {
    return ongoing.computeIfAbsent(
        command.getMetadata().getUid(), uid -> new Ongoing(false, startedAt));
  }

  /// From now on changes of the target wake the command. Targets outside `apps/v1` are not watched
  /// but polled.
  void follow(ChatCommand command, TargetRef ref) {
    var target = new Target(ref.apiVersion(), ref.kind(), ref.name());
    if (!kinds.isBuiltIn(target)) {
      return;
    }
    String namespace = command.getMetadata().getNamespace();
    ResourceID id = ResourceID.fromResource(command);
    targets.compute(
        place(namespace, ref),
        (place, watched) -> {
          if (watched == null) {
            return open(place, namespace, target, id);
          }
          if (watched.commands().add(id)) {
            // What it waits for may have been told before it came.
            wake(id);
          }
          return watched;
        });
  }

  boolean polled(TargetRef ref) {
    return !kinds.isBuiltIn(new Target(ref.apiVersion(), ref.kind(), ref.name()));
  }

  private Watched open(String place, String namespace, Target target, ResourceID first) {
    ResourceDefinitionContext kind = kinds.find(target).orElseThrow();
    Set<ResourceID> commands = ConcurrentHashMap.newKeySet();
    // Before the watch: its first event, the present state, may come before it is handed out.
    commands.add(first);
    Watch watch =
        client
            .genericKubernetesResources(kind)
            .inNamespace(namespace)
            .withName(target.name())
            .watch(
                new Watcher<GenericKubernetesResource>() {
                  @Override
                  public void eventReceived(Action action, GenericKubernetesResource resource) {
                    commands.forEach(id -> wake(id));
                  }

                  @Override
                  public void onClose(WatcherException cause) {
                    targets.remove(place);
                    commands.forEach(id -> wake(id));
                  }
                });
    return new Watched(watch, commands);
  }

  private void wake(ResourceID command) {
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
    queue.seen(command);
  }

  @Override
  public void onResourceUpdated(ChatCommand command, ChatCommand before) {
    queue.seen(command);
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
    ongoing.remove(command.uid());
    if (command.target() != null) {
      leave(command, command.target());
    }
    queue.left(command.uid()).ifPresent(this::wake);
  }

  private void leave(Gone command, TargetRef ref) {
    targets.computeIfPresent(
        place(command.namespace(), ref),
        (place, watched) -> {
          watched.commands().remove(command.id());
          if (!watched.commands().isEmpty()) {
            return watched;
          }
          watched.watch().close();
          return null;
        });
  }

  private void dropLater(Gone command) {
    ScheduledExecutorService timer = later;
    if (timer == null || timer.isShutdown()) {
      return;
    }
    var slim = new ChatCommand();
    slim.getMetadata().setName(command.id().getName());
    slim.getMetadata().setNamespace(command.namespace());
    var event = new ResourceDeleteEvent(ResourceAction.DELETED, command.id(), slim, false);
    var _ =
        timer.schedule(
            () -> {
              drop(command);
              getEventHandler().handleEvent(event);
            },
            FORGET_AFTER_SECONDS,
            TimeUnit.SECONDS);
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
    targets.values().forEach(watched -> watched.watch().close());
    targets.clear();
  }

  private static String place(String namespace, TargetRef ref) {
    return namespace + "/" + ref.kind() + "/" + ref.name();
  }
}
