package dev.chatops.identity;

import dev.chatops.api.v1alpha1.ChatIdentity;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which ChatIdentities claim which name; has those judged anew that share, or shared, one with an
/// identity that changed.
final class ClaimedNames extends AbstractEventSource<Void, ChatIdentity>
    implements ResourceEventAware<ChatIdentity> {

  private static final String NAME = "name";

  private final IndexerResourceCache<ChatIdentity> identities;

  ClaimedNames(IndexerResourceCache<ChatIdentity> identities) {
    super(Void.class, "claimed-names");
    this.identities = identities;
    identities.addIndexer(NAME, ClaimedNames::names);
  }

  /// The sentence about the first name that another one claims as well.
  Optional<String> conflict(ChatIdentity identity) {
    for (String name : names(identity)) {
      for (ChatIdentity other : identities.byIndex(NAME, name)) {
        if (!other.getMetadata().getName().equals(identity.getMetadata().getName())) {
          return Optional.of(
              "ChatIdentity "
                  + other.getMetadata().getName()
                  + " claims "
                  + name
                  + " as well, so it is nobody's: leave it in one of them.");
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> names(ChatIdentity identity) {
    var names = new ArrayList<String>();
    names.add("the user name " + identity.getSpec().username());
    Identities.accounts(identity).forEach(account -> names.add("the account " + account));
    return names;
  }

  @Override
  public Set<Void> getSecondaryResources(ChatIdentity identity) {
    return Set.of();
  }

  @Override
  public void onResourceCreated(ChatIdentity identity) {
    wakeOthers(identity);
  }

  @Override
  public void onResourceUpdated(ChatIdentity identity, ChatIdentity before) {
    if (!identity.getSpec().equals(before.getSpec())) {
      wakeOthers(before);
      wakeOthers(identity);
    }
  }

  @Override
  public void onResourceDeleted(ChatIdentity identity) {
    wakeOthers(identity);
  }

  private void wakeOthers(ChatIdentity identity) {
    if (!isRunning()) {
      return;
    }
    names(identity).stream()
        .flatMap(name -> identities.byIndex(NAME, name).stream())
        .map(ResourceID::fromResource)
        .filter(id -> !id.equals(ResourceID.fromResource(identity)))
        .forEach(id -> getEventHandler().handleEvent(new Event(id)));
  }
}
