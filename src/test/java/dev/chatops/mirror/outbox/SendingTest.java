package dev.chatops.mirror.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.chat.Capabilities;
import dev.chatops.chat.Card;
import dev.chatops.chat.DeliveryFailure;
import dev.chatops.chat.MessageKey;
import dev.chatops.chat.Place;
import dev.chatops.chat.Severity;
import dev.chatops.testing.ChatRoom;
import dev.chatops.testing.ChatRoom.Call;
import dev.chatops.testing.ChatRoom.Side;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Once where it can be told, twice at most where it cannot.
class SendingTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Place PLACE = new Place("acme", "C1", null);
  private static final MessageKey KEY = new MessageKey("uid", "card");
  private static final Card CARD =
      new Card(Severity.OK, "Done", List.of(), List.of(), "Done", null);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Sending sending = new Sending(meters);

  @Test
  void whatThisLeaderSawComeIsNotLookedFor() throws DeliveryFailure {
    var room = new ChatRoom();
    room.failNext(Call.FIND, "card", Side.BEFORE, new DeliveryFailure.Unauthorised("no history"));

    assertThat(send(room, fresh()).found()).isFalse();
  }

  @Test
  void whatAnotherMayHavePostedIsLookedForOnce() throws DeliveryFailure {
    var room = new ChatRoom();
    room.create(PLACE, CARD, KEY);
    Correspondence inherited = new Correspondence("uid", Delivery.NONE, true, NOON);

    assertThat(send(room, inherited).found()).isTrue();
    assertThat(inherited.doubts("done")).isFalse();
  }

  @Test
  void whereNothingWasOwedNothingIsInDoubt() {
    var inherited = new Correspondence("uid", Delivery.NONE, true, NOON);
    assertThat(inherited.doubts("card")).isTrue();

    inherited.current();

    assertThat(inherited.doubts("card")).isFalse();
  }

  @Test
  void whatDidNotArriveIsPostedUnmarked() throws DeliveryFailure {
    var room = new ChatRoom();
    Correspondence correspondence = fresh();
    room.failNext(Call.CREATE, "card", Side.BEFORE, unknown());
    assertThatThrownBy(() -> send(room, correspondence))
        .isInstanceOf(DeliveryFailure.Unknown.class);

    send(room, correspondence);

    assertThat(room.in("C1")).singleElement().extracting(ChatRoom.Message::card).isEqualTo(CARD);
    assertThat(ambiguous()).isZero();
  }

  @Test
  void whereHistoryMayNotBeReadItIsMarkedLikeWhereThereIsNone() throws DeliveryFailure {
    var room = new ChatRoom();
    Correspondence correspondence = fresh();
    room.failNext(Call.CREATE, "card", Side.BEFORE, unknown());
    assertThatThrownBy(() -> send(room, correspondence))
        .isInstanceOf(DeliveryFailure.Unknown.class);
    room.failNext(Call.FIND, "card", Side.BEFORE, new DeliveryFailure.Rejected("missing_scope"));

    send(room, correspondence);

    assertThat(room.in("C1").getFirst().card().toString())
        .contains("(sent again, it may be there twice)");
    assertThat(ambiguous()).isOne();
  }

  @Test
  void itIsNotSentAThirdTime() {
    var room = new ChatRoom(new Capabilities(true, true, true, true, true, false));
    Correspondence correspondence = fresh();
    for (int i = 0; i < 2; i++) {
      assertThat(correspondence.repeated("card")).isFalse();
      room.failNext(Call.CREATE, "card", Side.BEFORE, unknown());
      assertThatThrownBy(() -> send(room, correspondence))
          .isInstanceOf(DeliveryFailure.Unknown.class);
    }

    assertThat(correspondence.repeated("card")).isTrue();
    assertThat(ambiguous()).isOne();
  }

  private Sending.Sent send(ChatRoom room, Correspondence correspondence) throws DeliveryFailure {
    return sending.send(room, PLACE, CARD, KEY, correspondence, NOON);
  }

  private static Correspondence fresh() {
    return new Correspondence("uid", Delivery.NONE, false, NOON);
  }

  private static DeliveryFailure unknown() {
    return new DeliveryFailure.Unknown("cut", null);
  }

  private double ambiguous() {
    return meters.counter("chatops.mirror.ambiguous").count();
  }
}
