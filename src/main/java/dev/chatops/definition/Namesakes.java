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
  private final Map<ResourceID, AllowedCommand> definitions = new ConcurrentHashMap<>();

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
    definitions.put(ResourceID.fromResource(command), command);
    wakeNamesakes(command);
  }

  @Override
  public void onResourceUpdated(AllowedCommand command, AllowedCommand before) {
    definitions.put(ResourceID.fromResource(command), command);
    if (!command.getSpec().equals(before.getSpec())) {
      wakeNamesakes(before);
      wakeNamesakes(command);
    }
  }

  @Override
  public void onResourceDeleted(AllowedCommand command) {
    definitions.remove(ResourceID.fromResource(command));
    catalogue.forget(command);
    wakeNamesakes(command);
  }

  private void wakeNamesakes(AllowedCommand command) {
    var metadata = command.getMetadata();
    definitions.forEach((id, other) -> {
      boolean namesake =
          other.getMetadata().getNamespace().equals(metadata.getNamespace())
              && !other.getMetadata().getName().equals(metadata.getName())
              && DuplicateWords.between(
                  metadata.getName(),
                  command.getSpec(),
                  other.getMetadata().getName(),
                  other.getSpec());
      if (namesake && isRunning()) {
        getEventHandler().handleEvent(new Event(id));
      }
    });
  }
}
