package dev.chatops.command;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.testing.Cluster;
import dev.chatops.testing.TestNamespace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives people the right to approve a definition's commands and takes it away again, and remembers
/// which commands started while it was gone.
final class RightsToApprove {

  private final TestNamespace shop;
  private final String definition;
  private final Map<String, Leave> gone = new HashMap<>();
  private final List<Absence> absences = new ArrayList<>();

  RightsToApprove(TestNamespace shop, String definition) {
    this.shop = shop;
    this.definition = definition;
  }

  /// @param from when the API server still said yes
  /// @param since when it already said no
  private record Leave(Instant from, Instant since) {}

  /// @param back when the API server said yes again
  /// @param started uids of all commands that had started before it was about to
  private record Absence(String person, Leave leave, Instant back, Set<String> started) {}

  void give(String person) {
    Leave leave = gone.remove(person);
    Set<String> started = leave == null ? Set.of() : started();
    shop.grant(person, "chatops-approver");
    shop.allow(person, "approve", "allowedcommands", definition);
    if (leave != null) {
      absences.add(new Absence(person, leave, Instant.now(), started));
    }
  }

  /// Returns in the next second, so that what starts from then on has another `startedAt` than what
  /// started before.
  void take(String person) {
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    shop.revoke(person, "approve", definition);
    Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    gone.put(person, new Leave(from, since));
    Workshop.await(() -> !Instant.now().isBefore(since));
  }

  boolean areGoneFrom(String person) {
    return gone.containsKey(person);
  }

  void giveBackAll() {
    List.copyOf(gone.keySet()).forEach(this::give);
  }

  /// Whether the API server must have said no however late in its last pass the command was judged:
  /// `startedAt` is when that pass began, rounded down.
  boolean wereGone(String person, ChatCommand started) {
    return absences.stream()
        .anyMatch(absence ->
            absence.person().equals(person)
                && !started.getStatus().startedAt().isBefore(absence.leave().since())
                && absence.started().contains(started.getMetadata().getUid()));
  }

  /// Whether the API server may have said no when a decision was judged that was stored in the
  /// second that begins at `from`.
  boolean mayHaveBeenGone(String person, Instant from, Instant until) {
    return absences.stream()
        .anyMatch(absence ->
            absence.person().equals(person)
                && !absence.leave().from().isAfter(until)
                && !absence.back().isBefore(from));
  }

  private Set<String> started() {
    return Cluster.admin()
        .resources(ChatCommand.class)
        .inNamespace(shop.name())
        .list()
        .getItems()
        .stream()
        .filter(command -> command.getStatus() != null && command.getStatus().startedAt() != null)
        .map(command -> command.getMetadata().getUid())
        .collect(Collectors.toSet());
  }
}
