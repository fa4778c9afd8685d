package dev.chatops.console;

import dev.chatops.console.cluster.Gate;
import dev.chatops.console.cluster.History;
import dev.chatops.console.cluster.Lists;
import dev.chatops.console.cluster.Permissions;
import dev.chatops.console.cluster.PrintedLogs;
import dev.chatops.console.cluster.Requests;
import dev.chatops.console.cluster.SavedObjects;
import dev.chatops.console.cluster.Verdicts;
import dev.chatops.console.feed.Channels;
import dev.chatops.console.session.Seal;
import dev.chatops.console.session.SessionCookie;
import dev.chatops.intake.Definitions;
import dev.chatops.intake.token.SigningKeys;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the pages of the console are made from. For any thread.
public final class Console implements AutoCloseable {

  /// The Secret with the keys that cookies are sealed with.
  private static final String KEYS = "chatops-console";

  private static final Logger LOG = LoggerFactory.getLogger(Console.class);

  private final String cluster;
  private final Clock clock;
  private final Seal seal;
  private final Gate gate;
  private final Permissions permissions;
  private final Definitions definitions;
  private final Channels channels;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("console-sweep").factory());

  private Console(KubernetesClient client, String cluster, Seal seal, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
    this.seal = seal;
    gate = new Gate(client.getConfiguration());
    permissions = new Permissions(gate, clock);
    definitions = new Definitions(client);
    channels = new Channels(client, clock);
  }

  /// Reads the keys and fills the caches; blocks until both are done.
  ///
  /// @param client of the console's own account
  /// @param namespace of the console, where the Secret `chatops-console` is
  /// @param cluster as people call it
  public static Console open(
      KubernetesClient client, String namespace, String cluster, Clock clock) {
    var seal = new Seal(SigningKeys.read(client, namespace, KEYS));
    var console = new Console(client, cluster, seal, clock);
    try {
      console.definitions.start();
    } catch (RuntimeException e) {
      console.close();
      throw e;
    }
    var _ = console.sweeper.scheduleWithFixedDelay(console::sweep, 1, 1, TimeUnit.MINUTES);
    return console;
  }

  private void sweep() {
    try {
      channels.sweep();
    } catch (RuntimeException e) {
      LOG.warn("Not swept, comes again in a minute: {}", e.getMessage());
    }
  }

  public String cluster() {
    return cluster;
  }

  public Clock clock() {
    return clock;
  }

  public Seal seal() {
    return seal;
  }

  public SessionCookie cookie() {
    return new SessionCookie(seal);
  }

  public Gate gate() {
    return gate;
  }

  public Permissions permissions() {
    return permissions;
  }

  public Definitions definitions() {
    return definitions;
  }

  public Channels channels() {
    return channels;
  }

  public History history() {
    return new History(gate);
  }

  public PrintedLogs printedLogs() {
    return new PrintedLogs(gate);
  }

  public SavedObjects savedObjects() {
    return new SavedObjects(gate);
  }

  public Lists lists() {
    return new Lists(gate);
  }

  public Requests requests() {
    return new Requests(gate);
  }

  public Verdicts verdicts() {
    return new Verdicts(gate);
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    channels.close();
    definitions.close();
    gate.close();
  }
}
