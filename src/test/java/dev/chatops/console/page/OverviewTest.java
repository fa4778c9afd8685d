package dev.chatops.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommandSpec;
import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.mirror.Sample;
import java.time.Instant;
import java.util.Collections;
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

    assertThat(bobs.forMe().total()).isEqualTo(1);
    assertThat(alices.forMe().total()).isZero();
    assertThat(alices.mine().total()).isEqualTo(1);
    assertThat(carols.forMe().total()).isZero();
    assertThat(carols.mine().total()).isZero();
    assertThat(carols.others()).isEqualTo(1);
  }

  @Test
  void whoHasApprovedIsWaitedForNoMore() {
    Overview bobs = Overview.of(List.of(seenBy("kc:bob", Sample.awaiting(false, "bob"), true)));

    assertThat(bobs.forMe().total()).isZero();
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

    assertThat(seen.running().first()).hasSize(3);
    assertThat(seen.forMe().total()).isZero();
    assertThat(seen.others()).isZero();
  }

  @Test
  void manyAreCutAndCounted() {
    Overview seen =
        Overview.of(Collections.nCopies(23, seenBy("bob", Sample.at(Reason.RUNNING), true)));

    assertThat(seen.running().first()).hasSize(20);
    assertThat(seen.running().more()).isEqualTo(3);
  }
}
