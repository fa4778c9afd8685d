package dev.chatops.intake;

import dev.chatops.chat.inbound.Answer;
import dev.chatops.chat.inbound.Inbound;
import dev.chatops.chat.inbound.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one person says is taken in the order in which it came, one line after the other: the
/// second of two commands must not be stored, and start, before the first. Others are not waited
/// for, but for a few who share a place by chance.
///
/// A line that could not be stored is delivered again a moment later; until then those behind it
/// are not taken either.
final class Turns {

  private static final int PLACES = 1024;
  private static final int PEOPLE = 10_000;

  /// Lines of one person that are waited for.
  private static final int LINES = 100;

  /// A request to the API server is given up sooner.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// A platform delivers again when it has waited 3 s for an answer. Who has not come by then is
  /// overtaken.
  private static final Duration WAITED_FOR = Duration.ofSeconds(8);

  private final ReentrantLock[] places =
      Stream.generate(() -> new ReentrantLock(true)).limit(PLACES).toArray(ReentrantLock[]::new);

  private final Bounded<String, List<Line>> open = new Bounded<>(PEOPLE);
  private final InstantSource clock;
  private final Duration patience;

  Turns(InstantSource clock) {
    this(clock, PATIENCE);
  }

  /// @param patience how long a line waits for those before it
  Turns(InstantSource clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /// A line that has come and is not stored yet.
  private record Line(String intent, Instant sentAt, Instant until) {}

  /// @param work stores what was said
  Answer take(String person, Inbound.Said said, Supplier<Answer> work) {
    boolean comesAgain = said.way() != Inbound.Way.COMMAND;
    if (comesAgain) {
      expect(person, said.source());
    }
    ReentrantLock place = places[Math.floorMod(person.hashCode(), PLACES)];
    if (!enter(place)) {
      return Trouble.busy(said);
    }
    try {
      if (comesAgain && isBehind(person, said.source())) {
        return Trouble.busy(said);
      }
      Answer answer = work.get();
      if (comesAgain && !(answer instanceof Answer.NotNow)) {
        settle(person, said.source());
      }
      return answer;
    } finally {
      place.unlock();
    }
  }

  private boolean enter(ReentrantLock place) {
    try {
      return place.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void expect(String person, Source source) {
    Instant now = clock.instant();
    open.compute(
        person,
        (key, known) -> {
          var lines = new ArrayList<Line>(others(known, source, now));
          if (lines.size() < LINES) {
            lines.add(new Line(source.intent(), source.sentAt(), now.plus(WAITED_FOR)));
          }
          return lines;
        });
  }

  private boolean isBehind(String person, Source source) {
    return others(open.get(person), source, clock.instant()).stream()
        .anyMatch(line -> line.sentAt().isBefore(source.sentAt()));
  }

  private void settle(String person, Source source) {
    open.compute(person, (key, known) -> others(known, source, clock.instant()));
  }

  private static List<Line> others(@Nullable List<Line> known, Source source, Instant now) {
    return known == null
        ? List.of()
        : known.stream()
            .filter(line -> line.until().isAfter(now) && !line.intent().equals(source.intent()))
            .toList();
  }
}
