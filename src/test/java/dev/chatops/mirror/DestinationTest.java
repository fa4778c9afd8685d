package dev.chatops.mirror;

import static dev.chatops.mirror.Situations.fromChat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ChatChannel;
import dev.chatops.api.v1alpha1.ChatChannelSpec;
import dev.chatops.api.v1alpha1.ChatChannelSpec.Announce;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Delivery;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.chat.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTest {

  @Test
  void whatWasAskedInChatIsAnsweredUnderItsMessage() {
    assertThat(Destination.of(fromChat(Sample.unseen(), null), Delivery.NONE, List.of()))
        .contains(new Place("acme", "C1", "17.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "AWAITING_APPROVAL, APPROVALS, true",
    "RUNNING, APPROVALS, false",
    "ROLLOUT_FAILED, APPROVALS, false",
    "ROLLOUT_FAILED, FAILURES, true",
    "OUTCOME_UNKNOWN, FAILURES, true",
    "COMPLETED, FAILURES, false",
    "AWAITING_APPROVAL, FAILURES, false",
    "ACCEPTED, ALL, true",
    "COMPLETED, ALL, true",
  })
  void whatCameFromElsewhereIsToldWhereThatIsWanted(
      Reason reason, Announce announce, boolean told) {
    assertThat(
            Destination.of(
                Sample.at(reason), Delivery.NONE, List.of(channel("main", "C7", announce))))
        .isEqualTo(told ? Optional.of(new Place("acme", "C7", null)) : Optional.empty());
  }

  @Test
  void approvalsAreToldByDefaultAndNothingWithAnEmptyList() {
    ChatCommand command = Sample.at(Reason.AWAITING_APPROVAL);
    var byDefault = new ChatChannel();
    byDefault.getMetadata().setName("main");
    byDefault.setSpec(new ChatChannelSpec("acme", "C7", null));

    assertThat(Destination.of(command, Delivery.NONE, List.of(byDefault))).isPresent();
    assertThat(Destination.of(command, Delivery.NONE, List.of(channel("main", "C7")))).isEmpty();
  }

  @Test
  void theFirstChannelByNameIsTakenAndThenStays() {
    ChatCommand command = Sample.at(Reason.AWAITING_APPROVAL);
    List<ChatChannel> channels =
        List.of(
            channel("b", "C2", Announce.ALL),
            channel("a", "C1", Announce.FAILURES),
            channel("c", "C3", Announce.ALL));
    var posted = new Delivery(Delivery.State.POSTED, "acme", "C3", "r", "h", null, null, null);

    assertThat(Destination.of(command, Delivery.NONE, channels))
        .contains(new Place("acme", "C2", null));
    assertThat(Destination.of(command, posted, channels)).contains(new Place("acme", "C3", null));
    assertThat(Destination.of(command, posted, List.of())).contains(new Place("acme", "C3", null));
  }

  private static ChatChannel channel(String name, String id, Announce... announce) {
    var channel = new ChatChannel();
    channel.getMetadata().setName(name);
    channel.setSpec(new ChatChannelSpec("acme", id, Arrays.asList(announce)));
    return channel;
  }
}
