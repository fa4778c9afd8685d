package dev.chatops.intake;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandSpec;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.ChatWorkspace;
import dev.chatops.api.v1alpha1.Delivery;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What the gateway knows without asking: workspaces, channels, labels of namespaces, and commands
/// that have not ended, each without what nobody here reads. For any thread.
final class Directory implements AutoCloseable {

  private static final String WORKSPACE = "workspace";

  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
  private final SharedIndexInformer<ChatWorkspace> workspaces;
  private final SharedIndexInformer<ChatChannel> channels;
  private final SharedIndexInformer<Namespace> namespaces;
  private final SharedIndexInformer<ChatCommand> unfinished;

  Directory(KubernetesClient client) {
    workspaces = client.resources(ChatWorkspace.class).runnableInformer(0);
    channels = client.resources(ChatChannel.class).inAnyNamespace().runnableInformer(0);
    channels.addIndexers(Map.of(WORKSPACE, channel -> List.of(channel.getSpec().workspace())));
    namespaces = client.namespaces().runnableInformer(0);
    namespaces.itemStore(new Slim<>(Directory::slim));
    unfinished =
        client
            .resources(ChatCommand.class)
            .inAnyNamespace()
            .withField("status.finishedAt", "")
            .runnableInformer(0);
    unfinished.itemStore(new Slim<>(Directory::slim));
    informers.addAll(List.of(workspaces, channels, namespaces, unfinished));
  }

  /// Blocks until the first read is done; goes on following, whatever becomes of the connection.
  void start() {
    informers.forEach(informer -> informer.exceptionHandler((started, failure) -> started).run());
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }

  Optional<ChatWorkspace> workspace(String name) {
    return Optional.ofNullable(workspaces.getStore().getByKey(name));
  }

  List<ChatChannel> channels(String workspace) {
    return channels.getIndexer().byIndex(WORKSPACE, workspace);
  }

  /// Empty where the namespace is not known: nothing is granted to it then.
  Map<String, String> labels(String namespace) {
    Namespace found = namespaces.getStore().getByKey(namespace);
    return found == null ? Map.of() : found.getMetadata().getLabels();
  }

  /// Commands that have not ended, without arguments, and of the status nothing but the card.
  List<ChatCommand> unfinished(Set<String> namespaces) {
    return unfinished.getStore().list().stream()
        .filter(command -> namespaces.contains(command.getMetadata().getNamespace()))
        .toList();
  }

  private static Namespace slim(Namespace namespace) {
    var slim = new Namespace();
    slim.setMetadata(metadata(namespace).withLabels(namespace.getMetadata().getLabels()).build());
    return slim;
  }

  private static ChatCommand slim(ChatCommand command) {
    var slim = new ChatCommand();
    ObjectMeta metadata = metadata(command).build();
    slim.setMetadata(metadata);
    ChatCommandSpec spec = command.getSpec();
    slim.setSpec(
        new ChatCommandSpec(
            spec.command(), null, null, null, null, null, spec.requester(), spec.origin()));
    ChatCommandStatus status = command.getStatus();
    Delivery delivery = status == null ? null : status.delivery();
    slim.setStatus(
        new ChatCommandStatus(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, delivery));
    return slim;
  }

  private static ObjectMetaBuilder metadata(HasMetadata object) {
    ObjectMeta metadata = object.getMetadata();
    return new ObjectMetaBuilder()
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .withUid(metadata.getUid())
        .withCreationTimestamp(metadata.getCreationTimestamp())
        .withResourceVersion(metadata.getResourceVersion());
  }

  /// Keeps less of each object than arrived.
  private static final class Slim<T extends HasMetadata> extends BasicItemStore<T> {
    private final UnaryOperator<T> slim;

    Slim(UnaryOperator<T> slim) {
      super(Cache::metaNamespaceKeyFunc);
      this.slim = slim;
    }

    @Override
    public T put(String key, T object) {
      return super.put(key, slim.apply(object));
    }
  }
}
