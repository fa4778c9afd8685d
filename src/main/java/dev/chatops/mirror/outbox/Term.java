package dev.chatops.mirror.outbox;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.chat.ChatPlatform;
import dev.chatops.mirror.ButtonTokens;
import dev.chatops.mirror.ConsolePages;
import dev.chatops.mirror.pace.Next;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One leadership: everything that is known in it, from its first look to its end. Nothing of it
/// outlives it, so that a replica that lost the lease and wins it again begins anew.
final class Term implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Term.class);

  /// How long messages that are on their way are waited for, so that they are recorded.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final Background background;
  private final Desk desk;
  private final SharedIndexInformer<ChatCommand> commands;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closing;
  private volatile boolean over;

  Term(
      KubernetesClient client,
      Function<String, Optional<ChatPlatform>> platforms,
      ButtonTokens tokens,
      ConsolePages console,
      Sending sending,
      Clock clock) {
    background = new Background(client, tokens, console, clock);
    commands =
        client
            .resources(ChatCommand.class)
            .inAnyNamespace()
            .withField("status.delivery.settledAt", "")
            .runnableInformer(0);
    commands.itemStore(new WithoutManagers());
    BooleanSupplier leads = () -> !over;
    var record = new DeliveryRecord(client, leads, clock);
    desk =
        new Desk(
            key -> commands.getIndexer().getByKey(key),
            background,
            new Clerk(sending, record, new StoredOutputs(client), console, clock),
            record,
            platforms,
            leads,
            clock);
  }

  /// Blocks until everything was read once; throws when the API server is away.
  void start() {
    background.start();
    commands.run();
    var inherited = new HashSet<String>();
    commands.getStore().list().forEach(command -> inherited.add(command.getMetadata().getUid()));
    commands.addEventHandler(new Follower(inherited));
    Thread.ofVirtual().name("mirror").start(this::run);
  }

  /// Nobody here asks who set which field, and that is a large part of an object.
  private static final class WithoutManagers extends BasicItemStore<ChatCommand> {
    WithoutManagers() {
      super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public ChatCommand put(String key, ChatCommand command) {
      command.getMetadata().setManagedFields(List.of());
      return super.put(key, command);
    }
  }

  /// Tells the desk what the informer sees.
  private final class Follower implements ResourceEventHandler<ChatCommand> {
    /// uids of what was stored before the term began.
    private final Set<String> inherited;

    Follower(Set<String> inherited) {
      this.inherited = inherited;
    }

    @Override
    public void onAdd(ChatCommand command) {
      desk.saw(command, inherited.remove(command.getMetadata().getUid()));
    }

    @Override
    public void onUpdate(ChatCommand before, ChatCommand command) {
      desk.saw(command, false);
    }

    @Override
    public void onDelete(ChatCommand command, boolean stale) {
      desk.forget(Background.keyOf(command));
    }
  }

  /// Nothing more is begun; what is on its way may still be recorded.
  @Override
  public void close() {
    closing = true;
    desk.wake();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Messages on their way were not recorded; the next leader looks for them.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abandon();
  }

  /// Another may lead: nothing more is sent or recorded.
  void abandon() {
    closing = true;
    over = true;
    desk.wake();
    workers.shutdownNow();
    commands.close();
    background.close();
  }

  private void run() {
    try {
      while (!closing) {
        Next next = desk.next(LONGEST_SLEEP);
        if (!closing && !(next instanceof Next.Idle)) {
          workers.execute(() -> desk.work(next));
        }
      }
    } catch (InterruptedException e) {
      closing = true;
    } catch (RejectedExecutionException e) {
      LOG.debug("The term ended");
    }
  }
}
