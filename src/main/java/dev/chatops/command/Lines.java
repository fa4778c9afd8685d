package dev.chatops.command;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who stands in line for which target. In memory, for any thread; asks nobody.
///
/// A question costs the same however long the line is, and whatever else is unfinished.
final class Lines {

  /// How many are counted of those who go before a command.
  static final int COUNTED = 10;

  /// One total order, so that no three commands ever wait for each other in a circle: who runs,
  /// then who asked first, then the name.
  static final Comparator<Ticket> ORDER =
      Comparator.comparing(Ticket::started)
          .reversed()
          .thenComparing(Ticket::asked)
          .thenComparing(ticket -> ticket.id().getNamespace().orElse(""))
          .thenComparing(ticket -> ticket.id().getName());

  private final Map<String, Line> lines = new HashMap<>();
  private final Map<String, Ticket> tickets = new HashMap<>();

  /// Those who stand in one line, and how many have left it.
  private static final class Line {
    private final NavigableSet<Ticket> tickets = new TreeSet<>(ORDER);
    private long departures;
  }

  /// The place of one command.
  ///
  /// @param place the namespace and key of its target
  /// @param asked when it was asked
  record Ticket(String uid, ResourceID id, String place, Instant asked, boolean started) {}

  /// How many go before a command.
  ///
  /// @param next the one that runs, or goes first
  /// @param count at least 1; [#COUNTED] and one stand for any number above
  record Ahead(ResourceID next, int count) {
    boolean isFar() {
      return count > COUNTED;
    }
  }

  /// Joins the line, or moves in it. Whoever has started does not step back.
  synchronized void put(Ticket ticket) {
    Ticket before = remove(ticket.uid());
    Ticket now =
        before != null && before.started()
            ? new Ticket(ticket.uid(), ticket.id(), before.place(), ticket.asked(), true)
            : ticket;
    tickets.put(now.uid(), now);
    lines.computeIfAbsent(now.place(), place -> new Line()).tickets.add(now);
    removeEmpty(before);
  }

  /// @return empty for who is first, and for who stands in no line
  synchronized Optional<Ahead> ahead(String uid) {
    Ticket own = tickets.get(uid);
    if (own == null) {
      return Optional.empty();
    }
    NavigableSet<Ticket> line = line(own).tickets;
    int count = 0;
    for (Ticket other : line) {
      if (other.equals(own) || count > COUNTED) {
        break;
      }
      count++;
    }
    return count == 0 ? Optional.empty() : Optional.of(new Ahead(line.first().id(), count));
  }

  /// What tells one turn from another: as long as it stays the same, nobody else had a turn.
  ///
  /// @return empty for who is not first, and for who stands in no line
  synchronized Optional<Long> turn(String uid) {
    Ticket own = tickets.get(uid);
    return own == null || !line(own).tickets.first().equals(own)
        ? Optional.empty()
        : Optional.of(line(own).departures);
  }

  /// Leaves the line.
  ///
  /// @return whose turn it is now; empty when that one has started already, or nobody waits
  synchronized Optional<ResourceID> leave(String uid) {
    Ticket left = remove(uid);
    if (left == null) {
      return Optional.empty();
    }
    Line line = line(left);
    line.departures++;
    removeEmpty(left);
    return line.tickets.stream().findFirst().filter(next -> !next.started()).map(Ticket::id);
  }

  private Line line(Ticket ticket) {
    return Objects.requireNonNull(lines.get(ticket.place()));
  }

  private @Nullable Ticket remove(String uid) {
    Ticket ticket = tickets.remove(uid);
    if (ticket != null) {
      line(ticket).tickets.remove(ticket);
    }
    return ticket;
  }

  private void removeEmpty(@Nullable Ticket left) {
    if (left != null) {
      lines.computeIfPresent(left.place(), (place, line) -> line.tickets.isEmpty() ? null : line);
    }
  }
}
