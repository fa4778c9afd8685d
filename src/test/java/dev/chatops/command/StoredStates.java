package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.TestNamespace;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Every state that is stored of a namespace's commands, those between the ends included.
final class StoredStates implements AutoCloseable, Watcher<ChatCommand> {

  private final List<Condition> states = new CopyOnWriteArrayList<>();
  private final Watch watch;

  private StoredStates(TestNamespace namespace) {
    watch = Cluster.admin().resources(ChatCommand.class).inNamespace(namespace.name()).watch(this);
  }

  static StoredStates watch(TestNamespace namespace) {
    return new StoredStates(namespace);
  }

  /// Words of a [Reason].
  List<String> reasons() {
    return states.stream().map(Condition::reason).toList();
  }

  List<String> messages() {
    return states.stream().map(Condition::message).toList();
  }

  void awaitLast(Reason reason) {
    Workshop.await(() -> states.getLast().reason().equals(reason.word()));
  }

  @Override
  public void eventReceived(Action action, ChatCommand command) {
    if (command.getStatus() != null && command.getStatus().conditions() != null) {
      command.getStatus().conditions().stream()
          .filter(condition -> condition.type().equals("Succeeded"))
          .forEach(states::add);
    }
  }

  @Override
  public void onClose(WatcherException cause) {
    throw new IllegalStateException(cause);
  }

  @Override
  public void close() {
    watch.close();
  }
}
