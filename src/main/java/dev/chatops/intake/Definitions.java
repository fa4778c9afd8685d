package dev.chatops.intake;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The AllowedCommands of all namespaces, compiled once per generation, when somebody first speaks
/// where they may be meant. For any thread.
public final class Definitions implements AutoCloseable {

  private final SharedIndexInformer<AllowedCommand> informer;
  private final Map<String, Entry> compiled = new ConcurrentHashMap<>();

  public Definitions(KubernetesClient client) {
    informer = client.resources(AllowedCommand.class).inAnyNamespace().runnableInformer(0);
  }

  /// @param ready false where the operator says that it cannot work: it is understood, so that the
  ///   operator tells why, and never offered
  public record Known(Definition definition, boolean ready) {}

  private record Entry(long generation, @Nullable Definition definition) {}

  /// Blocks until the first read is done.
  public void start() {
    informer.addEventHandler(new Forget()).exceptionHandler((started, failure) -> started).run();
  }

  /// Those of a namespace that can be compiled, in no order.
  public List<Known> of(String namespace) {
    return informer.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace).stream()
        .flatMap(this::known)
        .toList();
  }

  /// Those that have any, by name.
  public SortedSet<String> namespaces() {
    return informer.getStore().list().stream()
        .map(command -> command.getMetadata().getNamespace())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public Optional<Definition> find(String namespace, String name) {
    return Stream.ofNullable(informer.getStore().getByKey(namespace + "/" + name))
        .flatMap(this::known)
        .map(Known::definition)
        .findFirst();
  }

  @Override
  public void close() {
    informer.close();
  }

  /// Empty where it cannot be compiled.
  private Stream<Known> known(AllowedCommand command) {
    long generation = command.getMetadata().getGeneration();
    Entry entry =
        compiled.compute(
            Cache.metaUidKeyFunc(command),
            (uid, before) ->
                before != null && before.generation() == generation
                    ? before
                    : new Entry(generation, compile(command)));
    return Stream.ofNullable(entry.definition())
        .map(definition -> new Known(definition, ready(command)));
  }

  private static @Nullable Definition compile(AllowedCommand command) {
    return Definition.compile(command.getMetadata().getName(), command.getSpec())
            instanceof Compiled.Usable(Definition definition)
        ? definition
        : null;
  }

  private static boolean ready(AllowedCommand command) {
    return command.getStatus() == null
        || Condition.find(command.getStatus().conditions(), "Ready")
            .filter(ready -> ready.status() == ConditionStatus.FALSE)
            .filter(ready -> ready.observedGeneration() == command.getMetadata().getGeneration())
            .isEmpty();
  }

  private final class Forget implements ResourceEventHandler<AllowedCommand> {
    @Override
    public void onAdd(AllowedCommand command) {}

    @Override
    public void onUpdate(AllowedCommand before, AllowedCommand command) {}

    @Override
    public void onDelete(AllowedCommand command, boolean unknown) {
      compiled.remove(Cache.metaUidKeyFunc(command));
    }
  }
}
