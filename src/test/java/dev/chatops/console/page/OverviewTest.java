package dev.chatops.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.mirror.Sample;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverviewTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:02:30Z");
  private static final AllowedCommandSpec FOUR_EYES = Shelf.definition("close-web").spec();

  /// Asked for by alice, as the samples are.
  private static Overview.Open seenBy(String person, ChatCommand command, boolean approves) {
    var standing = new Standing(approves, person.equals("alice"));
    return Overview.Open.of(command, Cards.of(command, FOUR_EYES, standing, NOW), person);
  }

  @Test
  void anApproverIsWaitedForAndTheRequesterWaits() {
    ChatCommand waiting = Sample.awaiting(false);

    Overview bobs = Overview.of(List.of(seenBy("bob", waiting, true)));
    Overview alices = Overview.of(List.of(seenBy("alice", waiting, true)));
    Overview carols = Overview.of(List.of(seenBy("carol", waiting, false)));

    assertThat(bobs.forMe()).hasSize(1);
    assertThat(alices.forMe()).isEmpty();
    assertThat(alices.mine()).hasSize(1);
    assertThat(carols.forMe()).isEmpty();
    assertThat(carols.mine()).isEmpty();
    assertThat(carols.others()).isEqualTo(1);
  }

  @Test
  void whoHasApprovedIsWaitedForNoMore() {
    Overview bobs = Overview.of(List.of(seenBy("kc:bob", Sample.awaiting(false, "bob"), true)));

    assertThat(bobs.forMe()).isEmpty();
    assertThat(bobs.others()).isEqualTo(1);
  }

  @Test
  void whatGoesOnByItselfRuns() {
    Overview seen =
        Overview.of(
            List.of(
                seenBy("bob", Sample.at(Reason.RUNNING), true),
                seenBy("bob", Sample.at(Reason.QUEUED), true),
                seenBy("bob", Sample.unseen(), true)));

    assertThat(seen.running()).hasSize(3);
    assertThat(seen.forMe()).isEmpty();
    assertThat(seen.others()).isZero();
  }
}
