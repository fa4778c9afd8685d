package dev.chatops.mirror.outbox;

import static dev.chatops.mirror.outbox.Newsroom.await;
import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.ChatRoom;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.Shops;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The chat service is away: commands run, and afterwards the channel learns how they stand.
class MirrorOutageIT {

  @RegisterExtension final Shops mall = new Shops();

  private final ChatRoom room = new ChatRoom();
  private Newsroom news;
  private OperatorRole operator;

  @BeforeEach
  void openShop() {
    operator = RunningOperator.start();
    news = new Newsroom(mall.open(), room, "[All]");
    news.define("careful", 1, "10m");
  }

  @AfterEach
  void close() {
    news.close();
    operator.close();
  }

  @Test
  void fiftyCommandsEndWhileChatIsAwayAndAreToldWithoutAFlood() {
    Mirror first = news.leadingMirror();
    room.goAway();
    List<String> names = IntStream.range(0, 50).mapToObj("c%02d"::formatted).toList();
    names.forEach(name -> news.ask(name, "scale-web", "  mode: DryRun\n"));
    ChatCommand open = news.ask("open", "careful");
    names.forEach(name -> assertThatCommand(news.namespace(), name).ends(Reason.DRY_RUN));
    assertThatCommand(news.namespace(), "open").waits(Reason.AWAITING_APPROVAL);
    assertThat(first.leads()).isTrue();

    room.comeBack();

    await("all are told")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() ->
            assertThat(names)
                .allMatch(name -> {
                  Delivery delivery = news.namespace().command(name).getStatus().delivery();
                  return delivery != null && delivery.settledAt() != null;
                }));
    await("what waits is asked for").until(() -> news.purposes(open).size() == 2);
    List<ChatRoom.Message> messages = room.in(news.channel());
    assertThat(messages).hasSizeLessThan(10);
    names.forEach(name ->
        assertThat(messages)
            .filteredOn(message -> message.card().toString().contains("#" + name + ","))
            .as(name)
            .hasSizeLessThanOrEqualTo(1));
    assertThat(messages.stream().map(ChatRoom.Message::card).toList().toString())
        .contains(names.stream().map(name -> "#" + name).toList());
    assertThat(room.refused()).isZero();
  }

  @Test
  void whatEndedMeanwhileIsToldOnceWithItsEnd() {
    news.leadingMirror();
    ChatCommand command = news.ask("more", "careful");
    await("bob is called").until(() -> news.purposes(command).size() == 2);
    room.goAway();

    news.approves().approve("more");
    assertThatCommand(news.namespace(), "more").ends(Reason.COMPLETED);
    int before = news.messages(command).getFirst().versions().size();
    room.comeBack();

    news.awaitSettled("more");
    assertThat(news.messages(command).getFirst().versions().size() - before).isLessThanOrEqualTo(1);
    assertThat(news.titles(command)).last().isEqualTo("Completed");
  }
}
