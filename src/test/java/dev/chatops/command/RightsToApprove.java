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
  private final Map<String, Instant> goneSince = new HashMap<>();
  private final List<Absence> absences = new ArrayList<>();

  RightsToApprove(TestNamespace shop, String definition) {
    this.shop = shop;
    this.definition = definition;
  }

  /// @param since when the API server already said no
  /// @param started uids of all commands that had started before it was about to say yes again
  private record Absence(String person, Instant since, Set<String> started) {}

  void give(String person) {
    Instant since = goneSince.remove(person);
    if (since != null) {
      absences.add(new Absence(person, since, started()));
    }
    shop.grant(person, "chatops-approver");
    shop.allow(person, "approve", "allowedcommands", definition);
  }

  /// Returns in the next second, so that what starts from then on has another `startedAt` than what
  /// started before.
  void take(String person) {
    shop.revoke(person, "approve", definition);
    Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    goneSince.put(person, since);
    Workshop.await(() -> !Instant.now().isBefore(since));
  }

  boolean areGoneFrom(String person) {
    return goneSince.containsKey(person);
  }

  void giveBackAll() {
    List.copyOf(goneSince.keySet()).forEach(this::give);
  }

  /// Whether the API server must have said no however late in its last pass the command was judged:
  /// `startedAt` is when that pass began, rounded down.
  boolean wereGone(String person, ChatCommand started) {
    return absences.stream()
        .anyMatch(absence ->
            absence.person().equals(person)
                && !started.getStatus().startedAt().isBefore(absence.since())
                && absence.started().contains(started.getMetadata().getUid()));
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
