package dev.chatops.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboxTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Inbox inbox = new Inbox();

  private static Entry entry(String uid, long version) {
    var command = new ChatCommand();
    command.setMetadata(
        new ObjectMetaBuilder().withUid(uid).withResourceVersion("" + version).build());
    return Entry.of(command);
  }

  @Test
  void whoIsSlowIsToldTheNewestOnly() throws InterruptedException {
    inbox.put(entry("a", 1));
    inbox.put(entry("b", 2));
    inbox.put(entry("a", 3));

    assertThat(inbox.await(LONG)).extracting(Entry::version).containsExactly(2L, 3L);
    assertThat(inbox.await(Duration.ZERO)).isEmpty();
  }

  @Test
  void whatCouldNotBeToldIsNotLostAndIsNeverOlderThanTheNews() throws InterruptedException {
    inbox.put(entry("a", 1));
    inbox.put(entry("b", 1));
    var untold = inbox.await(LONG);
    inbox.put(entry("a", 2));

    untold.forEach(inbox::putBack);

    assertThat(inbox.await(LONG)).extracting(Entry::version).containsExactlyInAnyOrder(2L, 1L);
  }

  @Test
  void whoLeavesWaitsNoLonger() throws InterruptedException {
    inbox.close();

    assertThat(inbox.await(LONG)).isEmpty();
  }

  @Test
  void aVersionThatCannotBeComparedIsOlderThanAll() {
    assertThat(Entry.version("")).isZero();
    assertThat(Entry.version("v1")).isZero();
    assertThat(Entry.version("42")).isEqualTo(42);
  }
}
