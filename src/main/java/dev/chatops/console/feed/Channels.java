package dev.chatops.console.feed;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The namespaces that somebody looks at. Each is followed from when it is first looked at until
/// nobody has looked at it for a while.
public final class Channels implements AutoCloseable {

  private static final Duration UNUSED = Duration.ofMinutes(10);

  private final KubernetesClient client;
  private final Clock clock;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  /// @param client of the console's own account
  public Channels(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  private record Held(Channel channel, Instant used) {}

  /// Blocks until it is filled; throws when the API server cannot be reached.
  public Channel of(String namespace) {
    Held found =
        held.compute(
            namespace,
            (name, before) ->
                new Held(
                    before == null ? new Channel(client, namespace) : before.channel(),
                    clock.instant()));
    try {
      found.channel().open();
      return found.channel();
    } catch (RuntimeException e) {
      held.remove(namespace);
      found.channel().close();
      throw e;
    }
  }

  /// Closes what nobody looks at.
  public void sweep() {
    Instant before = clock.instant().minus(UNUSED);
    held.forEach((namespace, one) -> {
      if (one.used().isBefore(before)
          && !one.channel().isFollowed()
          && held.remove(namespace, one)) {
        one.channel().close();
      }
    });
  }

  @Override
  public void close() {
    held.values().forEach(one -> one.channel().close());
    held.clear();
  }
}
