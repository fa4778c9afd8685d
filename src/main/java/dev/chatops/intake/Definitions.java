package dev.chatops.intake;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The AllowedCommands of all namespaces, compiled once per generation. For any thread.
final class Definitions implements AutoCloseable {

  private final KubernetesClient client;
  private final Map<String, Map<String, Known>> byNamespace = new ConcurrentHashMap<>();
  private @Nullable SharedIndexInformer<AllowedCommand> informer;

  Definitions(KubernetesClient client) {
    this.client = client;
  }

  /// @param ready false where the operator says that it cannot work: it is understood, so that the
  ///   operator tells why, and never offered
  record Known(Definition definition, long generation, boolean ready) {}

  /// Blocks until the first read is done.
  void start() {
    informer = client.resources(AllowedCommand.class).inAnyNamespace().runnableInformer(0);
    informer.addEventHandler(new Follow()).exceptionHandler((started, failure) -> started).run();
  }

  List<Known> of(String namespace) {
    return List.copyOf(byNamespace.getOrDefault(namespace, Map.of()).values());
  }

  Optional<Definition> find(String namespace, String name) {
    return Optional.ofNullable(byNamespace.getOrDefault(namespace, Map.of()).get(name))
        .map(Known::definition);
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
  }

  private final class Follow implements ResourceEventHandler<AllowedCommand> {
    @Override
    public void onAdd(AllowedCommand command) {
      learn(command);
    }

    @Override
    public void onUpdate(AllowedCommand before, AllowedCommand command) {
      learn(command);
    }

    @Override
    public void onDelete(AllowedCommand command, boolean unknown) {
      names(command).remove(command.getMetadata().getName());
    }

    private void learn(AllowedCommand command) {
      String name = command.getMetadata().getName();
      long generation = command.getMetadata().getGeneration();
      Known before = names(command).get(name);
      Compiled compiled =
          before != null && before.generation() == generation
              ? new Compiled.Usable(before.definition())
              : Definition.compile(name, command.getSpec());
      switch (compiled) {
        case Compiled.Usable(Definition definition) ->
            names(command).put(name, new Known(definition, generation, ready(command)));
        case Compiled.Unusable _ -> names(command).remove(name);
      }
    }

    private Map<String, Known> names(AllowedCommand command) {
      return byNamespace.computeIfAbsent(
          Objects.requireNonNull(command.getMetadata().getNamespace()),
          namespace -> new ConcurrentHashMap<>());
    }

    private static boolean ready(AllowedCommand command) {
      return command.getStatus() == null
          || Condition.find(command.getStatus().conditions(), "Ready")
              .filter(ready -> ready.status() == ConditionStatus.FALSE)
              .filter(ready -> ready.observedGeneration() == command.getMetadata().getGeneration())
              .isEmpty();
    }
  }
}
