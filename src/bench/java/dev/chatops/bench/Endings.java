package dev.chatops.bench;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/// Watches commands end, as whoever asked them.
final class Endings implements AutoCloseable {

  private final Map<String, String> reasons = new ConcurrentHashMap<>();
  private final Watch watch;

  Endings(KubernetesClient client, String namespace) {
    watch =
        client
            .resources(ChatCommand.class)
            .inNamespace(namespace)
            .watch(
                new Watcher<>() {
                  @Override
                  public void eventReceived(Action action, ChatCommand command) {
                    if (command.getStatus() != null && command.getStatus().finishedAt() != null) {
                      reasons.put(command.getMetadata().getName(), reason(command));
                    }
                  }

                  @Override
                  public void onClose(WatcherException cause) {
                    cause.printStackTrace();
                  }
                });
  }

  private static String reason(ChatCommand command) {
    return command.getStatus().conditions().stream()
        .filter(c -> c.type().equals("Succeeded"))
        .map(Condition::reason)
        .findFirst()
        .orElse("");
  }

  /// Blocks until so many commands whose name starts so have ended.
  void await(String prefix, int count) {
    Awaitility.await("%d commands %s… end".formatted(count, prefix))
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> count(prefix) >= count);
  }

  /// @return how many of them have ended when all have, or the time is over
  int awaitAtMost(Duration patience, String prefix, int count) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (count(prefix) < count && System.nanoTime() < until) {
      Thread.sleep(100);
    }
    return (int) count(prefix);
  }

  /// @throws IllegalStateException when one of them ended otherwise
  void requireAll(String prefix, String reason) {
    reasons.forEach((name, end) -> {
      if (name.startsWith(prefix) && !end.equals(reason)) {
        throw new IllegalStateException(name + " ended as " + end);
      }
    });
  }

  private long count(String prefix) {
    return reasons.keySet().stream().filter(name -> name.startsWith(prefix)).count();
  }

  @Override
  public void close() {
    watch.close();
  }
}
