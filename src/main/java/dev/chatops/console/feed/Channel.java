package dev.chatops.console.feed;

import dev.chatops.api.v1alpha1.ChatCommand;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The commands of one namespace: all that have not ended, and the newest of those that have. For
/// any thread.
public final class Channel implements AutoCloseable {

  /// So many that have ended are kept.
  static final int KEPT = 100;

  private final SharedIndexInformer<ChatCommand> informer;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Set<Inbox> followers = new HashSet<>();
  private boolean open;
  private long version;

  Channel(KubernetesClient client, String namespace) {
    informer = client.resources(ChatCommand.class).inNamespace(namespace).runnableInformer(0);
    informer.itemStore(new WithoutManagers());
    informer.addEventHandler(new Keep()).exceptionHandler((started, failure) -> started);
  }

  /// Blocks until the first read is done; throws when the API server cannot be reached.
  void open() {
    synchronized (informer) {
      if (!open) {
        informer.run();
        open = true;
      }
    }
  }

  /// @param entries the oldest first
  /// @param version as of which this is all there is
  public record View(List<Entry> entries, long version) {}

  public synchronized View view() {
    return new View(entries.values().stream().sorted(Entry.BY_AGE).toList(), version);
  }

  /// Tells a follower what changed since a version, and whatever changes from now on.
  public synchronized void follow(Inbox inbox, long since) {
    entries.values().stream()
        .filter(entry -> entry.version() > since)
        .sorted(Entry.BY_AGE)
        .forEach(inbox::put);
    followers.add(inbox);
  }

  public synchronized void leave(Inbox inbox) {
    followers.remove(inbox);
  }

  /// Whether changes arrive; if not, what is shown may be old.
  public boolean isInStep() {
    return informer.isWatching();
  }

  synchronized boolean isFollowed() {
    return !followers.isEmpty();
  }

  @Override
  public void close() {
    informer.close();
  }

  private synchronized void keep(ChatCommand command) {
    Entry entry = Entry.of(command);
    version = Math.max(version, entry.version());
    entries.put(entry.uid(), entry);
    forgetOldest();
    followers.forEach(inbox -> inbox.put(entry));
  }

  private void forgetOldest() {
    if (entries.values().stream().filter(Entry::ended).count() > KEPT) {
      entries.values().stream()
          .filter(Entry::ended)
          .min(Entry.BY_AGE)
          .ifPresent(oldest -> entries.remove(oldest.uid()));
    }
  }

  private synchronized void forget(ChatCommand command) {
    entries.remove(command.getMetadata().getUid());
  }

  private final class Keep implements ResourceEventHandler<ChatCommand> {
    @Override
    public void onAdd(ChatCommand command) {
      keep(command);
    }

    @Override
    public void onUpdate(ChatCommand before, ChatCommand command) {
      keep(command);
    }

    @Override
    public void onDelete(ChatCommand command, boolean unknown) {
      forget(command);
    }
  }

  /// Without what nobody here reads. The informer hands out what it keeps, so the rest must stay.
  private static final class WithoutManagers extends BasicItemStore<ChatCommand> {
    WithoutManagers() {
      super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public ChatCommand put(String key, ChatCommand command) {
      command.getMetadata().setManagedFields(null);
      return super.put(key, command);
    }
  }
}
