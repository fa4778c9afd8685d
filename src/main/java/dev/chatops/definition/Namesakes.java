package dev.chatops.definition;

import dev.chatops.api.v1alpha1.AllowedCommand;
import dev.chatops.policy.DuplicateWords;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Follows definitions as they come and go: forgets the ones that are gone, and has those judged
/// anew that share, or shared, words with one that changed.
final class Namesakes extends AbstractEventSource<Void, AllowedCommand>
    implements ResourceEventAware<AllowedCommand> {

  private final DefinitionCatalogue catalogue;

  /// By namespace and name: at the start each is compared with all of its namespace.
  private final Map<String, Map<String, AllowedCommand>> definitions = new ConcurrentHashMap<>();

  Namesakes(DefinitionCatalogue catalogue) {
    super(Void.class, "namesakes");
    this.catalogue = catalogue;
  }

  @Override
  public Set<Void> getSecondaryResources(AllowedCommand command) {
    return Set.of();
  }

  @Override
  public void onResourceCreated(AllowedCommand command) {
    neighbours(command).put(command.getMetadata().getName(), command);
    wakeNamesakes(command);
  }

  @Override
  public void onResourceUpdated(AllowedCommand command, AllowedCommand before) {
    neighbours(command).put(command.getMetadata().getName(), command);
    if (!command.getSpec().equals(before.getSpec())) {
      wakeNamesakes(before);
      wakeNamesakes(command);
    }
  }

  @Override
  public void onResourceDeleted(AllowedCommand command) {
    neighbours(command).remove(command.getMetadata().getName());
    catalogue.forget(command);
    wakeNamesakes(command);
  }

  private Map<String, AllowedCommand> neighbours(AllowedCommand command) {
    return definitions.computeIfAbsent(
        command.getMetadata().getNamespace(), any -> new ConcurrentHashMap<>());
  }

  private void wakeNamesakes(AllowedCommand command) {
    String name = command.getMetadata().getName();
    neighbours(command)
        .forEach((other, definition) -> {
          boolean namesake =
              !other.equals(name)
                  && DuplicateWords.between(name, command.getSpec(), other, definition.getSpec());
          if (namesake && isRunning()) {
            getEventHandler().handleEvent(new Event(ResourceID.fromResource(definition)));
          }
        });
  }
}
