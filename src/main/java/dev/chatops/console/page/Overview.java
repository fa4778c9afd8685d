package dev.chatops.console.page;

import dev.chatops.api.v1alpha1.Approval;
import dev.chatops.api.v1alpha1.ChatCommand;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What has not ended, sorted by what it is to whoever looks.
///
/// @param forMe what they may approve and have not decided on; what ends first comes first
/// @param mine what they asked for and others have to agree to
/// @param running what runs, or will by itself; the earliest first
/// @param others how many wait for other people
public record Overview(Part forMe, Part mine, Part running, int others) {

  /// @param first so many as fit a page that is read at a glance
  /// @param total of all of them
  public record Part(List<CardView> first, int total) {

    private static final int SHOWN = 20;

    static Part of(Stream<CardView> cards, Comparator<CardView> order) {
      List<CardView> sorted = cards.sorted(order).toList();
      return new Part(sorted.stream().limit(SHOWN).toList(), sorted.size());
    }

    public int more() {
      return total - first.size();
    }
  }

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
    Part forMe = Part.of(open.stream().filter(Open::isForMe).map(Open::card), byEnd);
    Part mine = Part.of(open.stream().filter(Open::isMine).map(Open::card), byEnd);
    Part running = Part.of(open.stream().filter(each -> !each.waits()).map(Open::card), byAge);
    return new Overview(
        forMe, mine, running, open.size() - forMe.total() - mine.total() - running.total());
  }
}
