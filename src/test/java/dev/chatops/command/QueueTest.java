package dev.chatops.command;

import static dev.chatops.command.QueueOrderTest.EARLY;
import static dev.chatops.command.QueueOrderTest.LATE;
import static dev.chatops.command.QueueOrderTest.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueTest {

  private final ChatCommand early = command("z", EARLY, null);
  private final ChatCommand late = command("a", LATE, null);
  private boolean definitionsAreKnown;

  /// Nothing here asks it.
  private final KubernetesClient client = new KubernetesClientBuilder().build();

  private final Queue queue =
      new Queue(
          client,
          command -> definitionsAreKnown ? Optional.of("web") : Optional.empty(),
          () -> command -> Optional.of("web"));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void whoWasSeenBeforeTheirDefinitionStandsInLineAsSoonAsItIsKnown() {
    queue.seen(late);
    queue.seen(early);
    queue.placeThoseSeenEarly();
    assertThat(queue.turn(early)).isEmpty();

    definitionsAreKnown = true;
    queue.placeThoseSeenEarly();

    assertThat(queue.turn(early)).isPresent();
    assertThat(queue.turn(late)).isEmpty();
  }

  @Test
  void whatWasStoredBeforeTheBeginningStandsInLineThoughNoEventToldOfIt() {
    queue.watchOver(new Stored(List.of(late, early)));

    queue.begin();

    assertThat(queue.turn(early)).isPresent();
    assertThat(queue.turn(late)).isEmpty();
  }

  /// The cache of an informer.
  private record Stored(List<ChatCommand> commands) implements ResourceCache<ChatCommand> {
    @Override
    public Optional<ChatCommand> get(ResourceID id) {
      return commands.stream().filter(id::isSameResource).findFirst();
    }

    @Override
    public Stream<ResourceID> keys() {
      return commands.stream().map(ResourceID::fromResource);
    }

    @Override
    public Stream<ChatCommand> list(Predicate<ChatCommand> predicate) {
      return commands.stream().filter(predicate);
    }

    @Override
    public Stream<ChatCommand> list(String namespace, Predicate<ChatCommand> predicate) {
      return list(predicate);
    }
  }

  @Test
  void whoLeftBeforeKeepsNobodyWaiting() {
    queue.seen(late);
    queue.seen(early);
    queue.left("z");

    definitionsAreKnown = true;
    queue.placeThoseSeenEarly();

    assertThat(queue.turn(late)).isPresent();
  }
}
