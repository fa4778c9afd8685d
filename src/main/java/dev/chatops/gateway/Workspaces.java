package dev.chatops.gateway;

import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.chat.ChatConnection;
import dev.chatops.chat.ChatPlatform;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This replica's connections: one for each ChatWorkspace, opened anew when its spec or its Secret
/// changes. For any thread.
///
/// Secrets are read one by one, by name, so the gateway needs no right to list them.
public final class Workspaces implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Workspaces.class);

  /// How soon a changed Secret is noticed.
  private static final Duration LOOK = Duration.ofSeconds(15);

  private final KubernetesClient client;
  private final String namespace;
  private final Connector connector;
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("workspaces").factory());
  private @Nullable SharedIndexInformer<ChatWorkspace> informer;

  /// @param namespace where the Secrets are
  public Workspaces(KubernetesClient client, String namespace, Connector connector) {
    this.client = client;
    this.namespace = namespace;
    this.connector = connector;
  }

  /// How a workspace stands in this replica.
  sealed interface Standing {

    /// @param version of spec and Secret that it was opened with
    record Open(String version, ChatConnection connection) implements Standing {}

    /// It cannot be opened until a person does something.
    record Shut(String reason, String message) implements Standing {}
  }

  /// Reads all ChatWorkspaces and goes on following. Blocks until the first read is done, never for
  /// a chat service.
  public void start() {
    var started = client.resources(ChatWorkspace.class).runnableInformer(0);
    started.addEventHandler(new Follow());
    started.run();
    informer = started;
    var _ =
        worker.scheduleWithFixedDelay(
            this::lookAtAll, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
  }

  /// Where to post to a workspace; empty while it has no connection.
  public Optional<ChatPlatform> platform(String workspace) {
    return connection(workspace).map(ChatConnection::platform);
  }

  /// The connection of a workspace, whether it works or not.
  public Optional<ChatConnection> connection(String workspace) {
    return standings.get(workspace) instanceof Standing.Open open
        ? Optional.of(open.connection())
        : Optional.empty();
  }

  /// Whether channels that other organisations read may be used.
  boolean externalAllowed(String workspace) {
    SharedIndexInformer<ChatWorkspace> followed = informer;
    ChatWorkspace found = followed == null ? null : followed.getStore().getByKey(workspace);
    return found != null && found.getSpec().externalAllowed();
  }

  Optional<Standing> standing(String workspace) {
    return Optional.ofNullable(standings.get(workspace));
  }

  /// Why this replica takes nothing in; empty when every workspace that could be connected is.
  public Optional<String> unready() {
    SharedIndexInformer<ChatWorkspace> followed = informer;
    if (followed == null) {
      return Optional.of("ChatWorkspaces have not been read yet.");
    }
    return followed.getStore().list().stream()
        .map(workspace -> workspace.getMetadata().getName())
        .filter(name -> !isServed(standings.get(name)))
        .findFirst()
        .map(name -> "ChatWorkspace " + name + " is not connected.");
  }

  /// What only a person can mend does not make the replica unready: another would fare no better.
  private static boolean isServed(@Nullable Standing standing) {
    return switch (standing) {
      case null -> false;
      case Standing.Shut _ -> true;
      case Standing.Open open -> open.connection().health().connected();
    };
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
    worker.shutdownNow();
    standings.keySet().forEach(this::shut);
  }

  private void lookAtAll() {
    SharedIndexInformer<ChatWorkspace> followed = informer;
    if (followed != null) {
      followed.getStore().list().forEach(this::look);
      var gone = new HashSet<>(standings.keySet());
      followed.getStore().list().forEach(w -> gone.remove(w.getMetadata().getName()));
      gone.forEach(this::shut);
    }
  }

  private void look(ChatWorkspace workspace) {
    String name = workspace.getMetadata().getName();
    try {
      Standing now = standing(workspace, standings.get(name));
      Standing before = standings.put(name, now);
      if (before instanceof Standing.Open open && !open.equals(now)) {
        open.connection().close();
      }
    } catch (KubernetesClientException e) {
      LOG.warn("Secret of ChatWorkspace {} not read, tried again soon: {}", name, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("ChatWorkspace {} not connected, tried again soon", name, e);
    }
  }

  private Standing standing(ChatWorkspace workspace, @Nullable Standing before) {
    String secretName = workspace.getSpec().slack().secretName();
    Secret secret = client.secrets().inNamespace(namespace).withName(secretName).get();
    List<String> keys = connector.keys(workspace);
    String where = "Secret " + namespace + "/" + secretName;
    if (secret == null) {
      return new Standing.Shut(
          "SecretMissing",
          "There is no %s; create it with the keys %s.".formatted(where, String.join(", ", keys)));
    }
    Map<String, String> credentials = credentials(secret);
    List<String> missing =
        keys.stream().filter(key -> credentials.getOrDefault(key, "").isBlank()).toList();
    if (!missing.isEmpty()) {
      return new Standing.Shut(
          "SecretMissing", "%s lacks %s; add it.".formatted(where, String.join(", ", missing)));
    }
    String version =
        workspace.getMetadata().getUid()
            + "/"
            + workspace.getMetadata().getGeneration()
            + "/"
            + secret.getMetadata().getUid()
            + "/"
            + secret.getMetadata().getResourceVersion();
    return before instanceof Standing.Open open && open.version().equals(version)
        ? open
        : new Standing.Open(version, connector.connect(workspace, credentials));
  }

  private static Map<String, String> credentials(Secret secret) {
    Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
    return data.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                entry ->
                    new String(Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8)
                        .strip()));
  }

  private void shut(String workspace) {
    if (standings.remove(workspace) instanceof Standing.Open open) {
      open.connection().close();
    }
  }

  private void work(Runnable task) {
    try {
      worker.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("Closing: nothing more is looked at");
    }
  }

  private final class Follow implements ResourceEventHandler<ChatWorkspace> {
    @Override
    public void onAdd(ChatWorkspace workspace) {
      work(() -> look(workspace));
    }

    @Override
    public void onUpdate(ChatWorkspace before, ChatWorkspace workspace) {
      work(() -> look(workspace));
    }

    @Override
    public void onDelete(ChatWorkspace workspace, boolean unknown) {
      work(() -> shut(workspace.getMetadata().getName()));
    }
  }
}
