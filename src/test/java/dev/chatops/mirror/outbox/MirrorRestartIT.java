package dev.chatops.mirror.outbox;

import static dev.chatops.mirror.outbox.Newsroom.await;
import static dev.chatops.testing.AwaitedCommand.assertThatCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.chat.Capabilities;
import dev.chatops.runtime.OperatorRole;
import dev.chatops.testing.ChatRoom;
import dev.chatops.testing.ChatRoom.Call;
import dev.chatops.testing.ChatRoom.Hold;
import dev.chatops.testing.ChatRoom.Side;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.RunningOperator;
import dev.chatops.testing.Shops;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One replica stops, another goes on with the same messages.
class MirrorRestartIT {

  @RegisterExtension final Shops mall = new Shops();

  private Newsroom news;
  private OperatorRole operator;

  @BeforeEach
  void startOperator() {
    operator = RunningOperator.start();
  }

  @AfterEach
  void close() {
    news.close();
    operator.close();
  }

  private void open(ChatRoom room) {
    news = new Newsroom(mall.open(), room, "[All]");
    news.define("careful", 1, "10m");
  }

  /// The call hangs, so that the replica stops without knowing what became of it.
  @ParameterizedTest
  @CsvSource({"card, BEFORE", "card, AFTER", "wanted/, BEFORE", "wanted/, AFTER", "done, AFTER"})
  void whereMessagesCanBeFoundNoneIsThereTwice(String purpose, Side side) {
    var room = new ChatRoom();
    open(room);
    Hold hold = room.hold(Call.CREATE, purpose, side);
    Mirror first = news.leadingMirror();
    ChatCommand command = news.ask("more", "careful");
    assertThatCommand(news.namespace(), "more").waits(Reason.AWAITING_APPROVAL);
    if (purpose.equals("done")) {
      await("bob is called").until(() -> news.purposes(command).size() == 2);
      news.approves().deny("more", "no");
    }
    hold.awaitReached();

    first.close();
    hold.letGo();
    news.leadingMirror();

    if (!purpose.equals("done")) {
      await("bob is called").until(() -> news.purposes(command).size() == 2);
      news.approves().deny("more", "no");
    }
    news.awaitSettled("more");
    assertThat(news.purposes(command))
        .satisfiesExactly(
            card -> assertThat(card).isEqualTo("card"),
            wanted -> assertThat(wanted).startsWith("wanted/"),
            done -> assertThat(done).isEqualTo("done"));
    assertThat(news.titles(command)).last().isEqualTo("Denied");
    assertThat(news.meters().counter("chatops.mirror.ambiguous").count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"BEFORE, 1", "AFTER, 2"})
  void whereTheyCannotOneIsThereTwiceAtMostAndSaysSo(Side side, int cards) {
    var room = new ChatRoom(new Capabilities(true, true, true, true, true, false));
    open(room);
    Hold hold = room.hold(Call.CREATE, "card", side);
    Mirror first = news.leadingMirror();
    ChatCommand command = news.ask("more", "scale-web");
    hold.awaitReached();

    first.close();
    hold.letGo();
    news.leadingMirror();

    news.awaitSettled("more");
    List<ChatRoom.Message> messages = news.messages(command);
    assertThat(messages).hasSize(cards);
    assertThat(messages.getLast().versions().getFirst().toString())
        .contains("(sent again, it may be there twice)");
    assertThat(news.meters().counter("chatops.mirror.ambiguous").count()).isOne();
  }

  @Test
  void aSummaryThatWasPostedAndNotRecordedIsNotThereTwice() {
    var room = new ChatRoom();
    open(room);
    room.goAway();
    List<String> names = IntStream.range(0, 35).mapToObj("c%02d"::formatted).toList();
    names.forEach(name -> news.ask(name, "scale-web", "  mode: DryRun\n"));
    names.forEach(name -> assertThatCommand(news.namespace(), name).ends(Reason.DRY_RUN));
    Hold hold = room.hold(Call.CREATE, "summary/", Side.AFTER);
    Mirror first = news.leadingMirror();
    room.comeBack();
    hold.awaitReached();

    first.close();
    hold.letGo();
    news.leadingMirror();

    names.forEach(news::awaitSettled);
    List<ChatRoom.Message> messages = room.in(news.channel());
    names.forEach(name ->
        assertThat(messages)
            .filteredOn(message -> message.card().toString().contains("#" + name))
            .as(name)
            .hasSize(1));
  }

  @Test
  void anotherLeaderGoesOnWithTheSameMessage() {
    open(new ChatRoom());
    Mirror first = news.leadingMirror();
    Mirror second = news.mirror();
    ChatCommand command = news.ask("more", "careful");
    await("bob is called").until(() -> news.purposes(command).size() == 2);
    assertThat(second.leads()).isFalse();

    first.close();
    await("the other leads").until(second::leads);
    news.approves().approve("more");

    Delivery delivery = news.awaitSettled("more");
    assertThat(news.purposes(command)).hasSize(2);
    assertThat(delivery.ref()).isEqualTo(news.messages(command).getFirst().ref().value());
    assertThat(news.titles(command)).last().isEqualTo("Completed");
  }

  /// Whoever lost the lease says nothing more until it is theirs again, and then begins anew.
  @Test
  void aReplicaThatLosesTheLeaseStopsTalking() {
    open(new ChatRoom());
    Mirror mirror = news.leadingMirror();
    ChatCommand command = news.ask("more", "careful");
    await("bob is called").until(() -> news.purposes(command).size() == 2);

    lease().edit(lease -> held(lease, "somebody-else"));
    await("it no longer leads").until(() -> !mirror.leads());
    news.approves().approve("more");
    assertThatCommand(news.namespace(), "more").ends(Reason.COMPLETED);
    assertThat(news.titles(command)).doesNotContain("Completed");
    lease().edit(lease -> held(lease, ""));

    news.awaitSettled("more");
    assertThat(news.purposes(command)).hasSize(2);
    assertThat(news.titles(command)).last().isEqualTo("Completed");
  }

  private static Resource<Lease> lease() {
    return Cluster.admin().leases().inNamespace("chatops-system").withName("chatops-gateway");
  }

  private static Lease held(Lease lease, String by) {
    lease.getSpec().setHolderIdentity(by);
    lease.getSpec().setRenewTime(ZonedDateTime.now(ZoneOffset.UTC));
    return lease;
  }
}
