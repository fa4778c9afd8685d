package dev.chatops.definition;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.policy.Compiled;
import dev.chatops.policy.Definition;
import dev.chatops.policy.Nearest;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The definitions of all namespaces, compiled once per generation. For any thread.
///
/// Holds what [AllowedCommandReconciler] has judged and still sees. What it has not judged yet is
/// asked of the API server and not kept, so that a definition works for a command that comes right
/// after it; a stored status is never believed, since another version may have written it.
public final class DefinitionCatalogue {

  private final KubernetesClient client;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private volatile @Nullable ResourceCache<AllowedCommand> seen;

  public DefinitionCatalogue(KubernetesClient client) {
    this.client = client;
  }

  private record Entry(String uid, long generation, Compiled compiled, @Nullable String finding) {
    boolean isOf(AllowedCommand command) {
      return uid.equals(command.getMetadata().getUid())
          && generation == command.getMetadata().getGeneration();
    }
  }

  /// What is seen but not judged yet is known, too.
  void watchOver(ResourceCache<AllowedCommand> definitions) {
    seen = definitions;
  }

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
        : lookup(name, entry(asked));
  }

  /// The definition as it is known here; asks nobody.
  public Optional<Definition> cached(String namespace, String name) {
    Entry known = entries.get(key(namespace, name));
    Compiled compiled =
        known == null ? compiled(new ResourceID(name, namespace)) : known.compiled();
    return compiled instanceof Compiled.Usable(Definition definition)
        ? Optional.of(definition)
        : Optional.empty();
  }

  private @Nullable Compiled compiled(ResourceID id) {
    var all = seen;
    AllowedCommand command = all == null ? null : all.get(id).orElse(null);
    if (all == null || command == null) {
      return null;
    }
    Compiled compiled = learn(command);
    if (all.get(id).isEmpty()) {
      // Deleted meanwhile: that may have been heard before the definition was learnt.
      forget(command);
    }
    return compiled;
  }

  /// Compiles a generation once, and keeps what was last found about it.
  Compiled learn(AllowedCommand command) {
    return entries
        .compute(
            key(command),
            (key, known) -> known != null && known.isOf(command) ? known : entry(command))
        .compiled();
  }

  /// @param finding why it cannot work; null when it can
  void judged(AllowedCommand command, @Nullable String finding) {
    entries.computeIfPresent(
        key(command),
        (key, known) -> new Entry(known.uid(), known.generation(), known.compiled(), finding));
  }

  void forget(AllowedCommand command) {
    entries.remove(key(command));
  }

  private static Entry entry(AllowedCommand command) {
    var metadata = command.getMetadata();
    return new Entry(
        metadata.getUid(),
        metadata.getGeneration(),
        Definition.compile(metadata.getName(), command.getSpec()),
        null);
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

  private static String key(AllowedCommand command) {
    return key(command.getMetadata().getNamespace(), command.getMetadata().getName());
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
