package dev.chatops.intake;

import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What one person says is taken in the order in which it came, one line after the other: the
/// second of two commands must not be stored, and start, before the first. Others are not waited
/// for, but for a few who share a place by chance.
///
/// A line that could not be stored is delivered again a moment later; until then those behind it
/// wait, too.
final class Turns {

  private static final int PLACES = 1024;
  private static final int PEOPLE = 10_000;

  /// Lines of one person that are waited for.
  private static final int LINES = 100;

  /// A platform delivers again when it has waited 3 s for an answer. Who has not come by then is
  /// overtaken.
  private static final Duration WAITED_FOR = Duration.ofSeconds(8);

  private final ReentrantLock[] places =
      Stream.generate(() -> new ReentrantLock(true)).limit(PLACES).toArray(ReentrantLock[]::new);

  private final Bounded<String, List<Missed>> missed = new Bounded<>(PEOPLE);
  private final InstantSource clock;

  Turns(InstantSource clock) {
    this.clock = clock;
  }

  /// A line that comes again.
  private record Missed(String intent, Instant sentAt, Instant until) {}

  /// @param work stores what was said
  Answer take(String person, Inbound.Said said, Supplier<Answer> work) {
    ReentrantLock place = places[Math.floorMod(person.hashCode(), PLACES)];
    place.lock();
    try {
      if (said.way() == Inbound.Way.COMMAND) {
        return work.get();
      }
      List<Missed> open = open(person);
      boolean behind =
          open.stream().anyMatch(line -> line.sentAt().isBefore(said.source().sentAt()));
      Answer answer = behind ? Trouble.busy(said) : work.get();
      note(person, open, said, answer);
      return answer;
    } finally {
      place.unlock();
    }
  }

  private List<Missed> open(String person) {
    List<Missed> all = missed.get(person);
    Instant now = clock.instant();
    return all == null
        ? List.of()
        : all.stream().filter(line -> line.until().isAfter(now)).toList();
  }

  private void note(String person, List<Missed> open, Inbound.Said said, Answer answer) {
    boolean again = answer instanceof Answer.NotNow;
    if (!again && open.isEmpty()) {
      return;
    }
    String intent = said.source().intent();
    var lines = new ArrayList<>(open);
    lines.removeIf(line -> line.intent().equals(intent));
    if (again && lines.size() < LINES) {
      lines.add(new Missed(intent, said.source().sentAt(), clock.instant().plus(WAITED_FOR)));
    }
    missed.put(person, lines);
  }
}
