package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.ChatCommandStatus;
import dev.chatops.api.v1alpha1.CommandPlan;
import dev.chatops.api.v1alpha1.TargetRef;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.TestNamespace;
import io.javaoperatorsdk.operator.processing.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchesIT {

  private static final TargetRef WEB = new TargetRef("apps/v1", "Deployment", "web", null);
  private static final int OFTEN = 200;

  private final TestNamespace shop = Cluster.namespace();
  private final BlockingQueue<Event> wakes = new LinkedBlockingQueue<>();

  @Test
  void aTargetThatChangedBeforeItsWatchOpenedWakesTheCommand() throws InterruptedException {
    shop.applyExample("shop");
    var kinds = new Kinds(Cluster.asOperator());
    var queue =
        new Queue(
            Cluster.asOperator(), command -> Optional.empty(), () -> command -> Optional.empty());
    var watches = new Watches(Cluster.asOperator(), kinds, queue, new Hearsay());
    watches.setEventHandler(wakes::add);
    watches.start();
    try {
      for (int i = 0; i < OFTEN; i++) {
        ChatCommand command = command("often-" + i);
        watches.follow(command, WEB);
        assertThat(wakes.poll(10, TimeUnit.SECONDS)).as("wake %d", i).isNotNull();
        watches.onResourceDeleted(command);
        wakes.clear();
      }
    } finally {
      watches.stop();
    }
  }

  private ChatCommand command(String name) {
    var command = new ChatCommand();
    command.getMetadata().setName(name);
    command.getMetadata().setNamespace(shop.name());
    command.getMetadata().setUid(UUID.randomUUID().toString());
    var plan = new CommandPlan("digest", "summary", WEB, List.of(), null, null);
    command.setStatus(
        new ChatCommandStatus(
            null, null, null, plan, null, null, null, null, null, null, null, null, null, null,
            null, null));
    return command;
  }
}
