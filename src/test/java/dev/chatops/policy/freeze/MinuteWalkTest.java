package dev.chatops.policy.freeze;

import static dev.chatops.policy.freeze.Windows.DEPLOY_WEB;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Windows against a walk that looks at every minute, mostly around changes of the clocks.
class MinuteWalkTest {
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration WALK = Duration.ofDays(1);

  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "America/Santiago",
          "Australia/Sydney",
          "Australia/Lord_Howe",
          "Africa/Casablanca",
          "UTC");

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void opensAtTheFirstMinuteThatNoWindowHolds(
      @ForAll("walked") List<Walked> windows, @ForAll("nows") Instant now) {
    Verdict verdict =
        Freeze.of(windows.stream().map(Walked::window).toList()).verdict(DEPLOY_WEB, now);

    Optional<Instant> opens = firstOpen(windows, now);
    if (opens.equals(Optional.of(now))) {
      assertThat(verdict).isEqualTo(new Verdict.Open());
    } else {
      Optional<Instant> opensAt = ((Verdict.Frozen) verdict).opensAt();
      if (opens.isPresent()) {
        assertThat(opensAt).isEqualTo(opens);
      } else {
        assertThat(opensAt.orElse(Instant.MAX)).isAfter(now.plus(WALK));
      }
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void outlookIsWhatTheWalkSees(@ForAll("one") Walked walked, @ForAll("nows") Instant now) {
    Outlook outlook = walked.window().at(now);

    assertThat(outlook.active()).isEqualTo(walked.holds(now));
    Instant end = outlook.until().orElse(now);
    Optional<Instant> next =
        minutes(end, end.plus(WALK).plusNanos(1)).filter(walked::begins).findFirst();
    if (outlook.nextStart().isPresent() && next.isPresent()) {
      assertThat(outlook.nextStart()).isEqualTo(next);
    } else if (outlook.nextStart().isPresent()) {
      assertThat(outlook.nextStart().get()).isAfter(end.plus(WALK));
    }
    outlook
        .until()
        .ifPresent(until -> {
          assertThat(walked.holds(until)).isFalse();
          assertThat(walked.holds(until.minus(1, ChronoUnit.MINUTES))).isTrue();
        });
  }

  private static Optional<Instant> firstOpen(List<Walked> windows, Instant now) {
    var ends = new HashMap<Walked, Instant>();
    return minutes(now.minus(LONGEST), now.plus(WALK))
        .peek(minute ->
            windows.stream()
                .filter(window -> window.begins(minute))
                .forEach(window -> ends.put(window, window.end(minute))))
        .dropWhile(minute -> minute.isBefore(now))
        .filter(minute -> ends.values().stream().noneMatch(end -> end.isAfter(minute)))
        .findFirst();
  }

  private static Stream<Instant> minutes(Instant from, Instant to) {
    return Stream.iterate(from, m -> m.isBefore(to), m -> m.plus(1, ChronoUnit.MINUTES));
  }

  /// A window, and the same said without any calendar arithmetic.
  record Walked(
      Part minute, Part hour, Part day, Part month, Part weekday, int length, ZoneId zone) {

    Window window() {
      String schedule =
          String.join(" ", minute.text(), hour.text(), day.text(), month.text(), weekday.text());
      return Windows.window(schedule, length + "m", zone.getId());
    }

    Instant end(Instant start) {
      return start.plus(length, ChronoUnit.MINUTES);
    }

    boolean holds(Instant at) {
      return minutes(at.minus(length - 1, ChronoUnit.MINUTES), at.plusNanos(1))
          .anyMatch(this::begins);
    }

    boolean begins(Instant at) {
      OffsetDateTime wall = at.atZone(zone).toOffsetDateTime();
      boolean shown = shows(wall.toLocalDateTime());
      if (minute.star() || hour.star()) {
        return shown;
      }
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall.toLocalDateTime());
      boolean repeated = offsets.size() == 2 && wall.getOffset().equals(offsets.getLast());
      return (shown && !repeated) || skipped(at).stream().anyMatch(this::shows);
    }

    /// What the clocks left out when they came to an instant.
    private List<LocalDateTime> skipped(Instant at) {
      LocalDateTime last = LocalDateTime.ofInstant(at.minusSeconds(60), zone).plusMinutes(1);
      LocalDateTime now = LocalDateTime.ofInstant(at, zone);
      return Stream.iterate(last, m -> m.isBefore(now), m -> m.plusMinutes(1)).toList();
    }

    private boolean shows(LocalDateTime wall) {
      boolean dayShown = day.has(wall.getDayOfMonth());
      boolean weekdayShown = weekday.has(wall.getDayOfWeek().getValue() % 7);
      boolean both = day.star() || weekday.star();
      boolean dateShown = both ? dayShown && weekdayShown : dayShown || weekdayShown;
      return minute.has(wall.getMinute())
          && hour.has(wall.getHour())
          && month.has(wall.getMonthValue())
          && dateShown;
    }
  }

  /// A field of a schedule, and what it means.
  record Part(String text, Predicate<Integer> meaning) {
    boolean star() {
      return text.startsWith("*");
    }

    boolean has(int value) {
      return meaning.test(value);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Provide
  Arbitrary<List<Walked>> walked() {
    return one().list().ofMinSize(1).ofMaxSize(3);
  }

  @Provide
  Arbitrary<Walked> one() {
    Part any = new Part("*", value -> true);
    return Combinators.combine(
            part(0, 59),
            part(0, 23),
            Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(any)), Tuple.of(1, part(1, 31))),
            Arbitraries.just(any),
            Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(any)), Tuple.of(1, part(0, 6))),
            Arbitraries.integers().between(1, (int) LONGEST.toMinutes()),
            Arbitraries.of(ZONES).map(ZoneId::of))
        .as(Walked::new);
  }

  private static Arbitrary<Part> part(int min, int max) {
    Arbitrary<Integer> values = Arbitraries.integers().between(min, max);
    Arbitrary<Part> steps =
        Arbitraries.integers()
            .between(1, max)
            .map(n -> new Part("*/" + n, value -> (value - min) % n == 0));
    Arbitrary<Part> ranges =
        Combinators.combine(values, values, Arbitraries.integers().between(1, 5))
            .as((a, b, n) -> {
              int from = Math.min(a, b);
              int to = Math.max(a, b);
              return new Part(
                  "%d-%d/%d".formatted(from, to, n),
                  value -> value >= from && value <= to && (value - from) % n == 0);
            });
    Arbitrary<Part> lists =
        values
            .set()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(set ->
                new Part(
                    String.join(",", set.stream().map(String::valueOf).toList()), set::contains));
    return Arbitraries.oneOf(steps, ranges, lists, lists);
  }

  /// Whole minutes within a day and a half of a change of the clocks.
  @Provide
  Arbitrary<Instant> nows() {
    return Combinators.combine(
            Arbitraries.of(changes()), Arbitraries.integers().between(-36 * 60, 36 * 60))
        .as((change, minutes) -> change.plus(minutes, ChronoUnit.MINUTES));
  }

  private static List<Instant> changes() {
    var changes = new ArrayList<Instant>();
    for (String zone : ZONES) {
      var rules = ZoneId.of(zone).getRules();
      var change = rules.nextTransition(Instant.parse("2015-01-01T00:00:00Z"));
      while (change != null
          && change.getInstant().isBefore(Instant.parse("2027-01-01T00:00:00Z"))) {
        changes.add(change.getInstant());
        change = rules.nextTransition(change.getInstant());
      }
    }
    return changes;
  }
}
