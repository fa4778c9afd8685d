package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ChatCommand;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What has not ended, sorted by what it is to whoever looks.
///
/// @param forMe what they may approve and have not decided on; what ends first comes first
/// @param mine what they asked for and others have to agree to
/// @param running what runs, or will by itself; the earliest first
/// @param others how many wait for other people
public record Overview(
    List<CardView> forMe, List<CardView> mine, List<CardView> running, int others) {

  /// A command that has not ended.
  ///
  /// @param own whether the reader asked for it
  /// @param decided whether the reader approved the plan that is shown
  public record Open(CardView card, boolean own, boolean decided) {

    public static Open of(ChatCommand command, CardView card, String username) {
      return new Open(
          card,
          command.getSpec().requester().username().equals(username),
          hasDecided(command, username));
    }

    private static boolean hasDecided(ChatCommand command, String username) {
      var status = command.getStatus();
      return status != null
          && status.plan() != null
          && status.approvals() != null
          && status.approvals().stream()
              .filter(approval -> Objects.equals(approval.planDigest(), status.plan().digest()))
              .map(Approval::username)
              .anyMatch(username::equals);
    }

    private boolean waits() {
      return card.look().tone().equals("waiting");
    }

    private boolean isForMe() {
      return waits() && !decided && card.choices() != null && card.choices().approve();
    }

    private boolean isMine() {
      return waits() && own && !isForMe();
    }
  }

  public static Overview of(List<Open> open) {
    var byAge = Comparator.comparing((CardView card) -> card.at().iso());
    var byEnd =
        Comparator.comparing(
            (CardView card) -> card.until() == null ? "" : card.until().iso(),
            Comparator.comparing(String::isEmpty).thenComparing(Comparator.naturalOrder()));
    List<CardView> forMe =
        open.stream().filter(Open::isForMe).map(Open::card).sorted(byEnd).toList();
    List<CardView> mine = open.stream().filter(Open::isMine).map(Open::card).sorted(byEnd).toList();
    List<CardView> running =
        open.stream().filter(each -> !each.waits()).map(Open::card).sorted(byAge).toList();
    return new Overview(
        forMe, mine, running, open.size() - forMe.size() - mine.size() - running.size());
  }
}
