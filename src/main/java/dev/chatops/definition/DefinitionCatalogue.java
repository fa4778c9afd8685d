package dev.chatops.definition;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.api.v1alpha1.Condition;
import dev.chatops.api.v1alpha1.ConditionStatus;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import dev.chatops.policy.Nearest;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The definitions of all namespaces, compiled once per generation. For any thread.
///
/// Fed by [AllowedCommandReconciler]; what it has not seen yet is asked of the API server, so that
/// a definition works for a command that comes right after it.
public final class DefinitionCatalogue {

  private final KubernetesClient client;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  public DefinitionCatalogue(KubernetesClient client) {
    this.client = client;
  }

  private record Entry(String uid, long generation, Compiled compiled, @Nullable String finding) {}

  /// Blocks on a request where the definition is not known yet.
  public Lookup find(String namespace, String name) {
    Entry known = entries.get(key(namespace, name));
    if (known != null) {
      return lookup(name, known);
    }
    AllowedCommand asked =
        client.resources(AllowedCommand.class).inNamespace(namespace).withName(name).get();
    return asked == null
        ? new Lookup.Missing(Nearest.of(name, names(namespace)))
        : lookup(name, learn(asked));
  }

  /// The definition as it is known here; asks nobody.
  public Optional<Definition> cached(String namespace, String name) {
    Entry known = entries.get(key(namespace, name));
    return known != null && known.compiled() instanceof Compiled.Usable(Definition definition)
        ? Optional.of(definition)
        : Optional.empty();
  }

  Compiled compile(AllowedCommand command) {
    return learn(command).compiled();
  }

  void forget(AllowedCommand command) {
    entries.remove(key(command.getMetadata().getNamespace(), command.getMetadata().getName()));
  }

  /// Compiles a generation once; what the reconciler found out about its surroundings is taken from
  /// its status.
  private Entry learn(AllowedCommand command) {
    var metadata = command.getMetadata();
    String finding = finding(command);
    return entries.compute(
        key(metadata.getNamespace(), metadata.getName()),
        (key, known) -> {
          boolean same =
              known != null
                  && known.uid().equals(metadata.getUid())
                  && known.generation() == metadata.getGeneration();
          Compiled compiled =
              same ? known.compiled() : Definition.compile(metadata.getName(), command.getSpec());
          return new Entry(metadata.getUid(), metadata.getGeneration(), compiled, finding);
        });
  }

  void environment(AllowedCommand command, @Nullable String finding) {
    var metadata = command.getMetadata();
    entries.computeIfPresent(
        key(metadata.getNamespace(), metadata.getName()),
        (key, known) -> new Entry(known.uid(), known.generation(), known.compiled(), finding));
  }

  private static @Nullable String finding(AllowedCommand command) {
    var status = command.getStatus();
    if (status == null || status.conditions() == null) {
      return null;
    }
    for (Condition condition : status.conditions()) {
      if (condition.type().equals(Readiness.READY)
          && condition.status() == ConditionStatus.FALSE
          && condition.observedGeneration() == command.getMetadata().getGeneration()) {
        return condition.message();
      }
    }
    return null;
  }

  private static Lookup lookup(String name, Entry entry) {
    return switch (entry.compiled()) {
      case Compiled.Unusable unusable ->
          new Lookup.NotReady(
              "AllowedCommand " + name + " cannot work: " + unusable.first().sentence());
      case Compiled.Usable(Definition definition) ->
          entry.finding() == null
              ? new Lookup.Ready(definition, entry.uid(), entry.generation())
              : new Lookup.NotReady("AllowedCommand " + name + " cannot work: " + entry.finding());
    };
  }

  private List<String> names(String namespace) {
    String prefix = namespace + "/";
    return entries.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
