package dev.chatops.console.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How commands went that are still stored and ended in the last days, in UTC.
///
/// @param days the earliest first, today last
/// @param lines of the commands that were asked for most, the most first
/// @param omitted so many other commands have no line
/// @param took null where none went well
public record Figures(
    Outcomes outcomes,
    @Nullable Durations took,
    List<Day> days,
    Bars bars,
    List<Line> lines,
    Scale scale,
    int omitted,
    Instant since) {

  public static final int DAYS = 14;

  private static final int LINES = 30;
  private static final int TALL = 120;
  private static final int LOW = 28;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

  private record Key(String namespace, String command) {}

  public static Figures of(Collection<Ended> stored, Instant now) {
    LocalDate today = date(now);
    LocalDate first = today.minusDays(DAYS - 1L);
    List<Ended> inside =
        stored.stream()
            .filter(each -> !date(each.at()).isBefore(first) && !date(each.at()).isAfter(today))
            .toList();
    Map<Key, List<Ended>> each =
        inside.stream()
            .collect(Collectors.groupingBy(one -> new Key(one.namespace(), one.command())));
    List<Day> days = days(inside, first);
    Scale scale =
        Scale.upTo(
            each.values().stream()
                .flatMap(those -> Durations.of(those).stream())
                .map(Durations::most)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO));
    List<Line> lines =
        each.entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue(), first, scale))
            .sorted(
                Comparator.comparingLong((Line line) -> -line.outcomes().total())
                    .thenComparing(Line::namespace)
                    .thenComparing(Line::command))
            .toList();
    return new Figures(
        Outcomes.of(inside),
        Durations.of(inside).orElse(null),
        days,
        Bars.of(days, TALL),
        lines.stream().limit(LINES).toList(),
        scale,
        Math.max(0, lines.size() - LINES),
        inside.stream().map(Ended::at).min(Comparator.naturalOrder()).orElse(now));
  }

  private static Line line(Key key, List<Ended> those, LocalDate first, Scale scale) {
    return new Line(
        key.namespace(),
        key.command(),
        Outcomes.of(those),
        Bars.of(days(those, first), LOW),
        Durations.of(those)
            .map(took -> new Line.Strip(took, scale.x(took.median()), scale.x(took.most())))
            .orElse(null));
  }

  private static List<Day> days(List<Ended> those, LocalDate first) {
    Map<LocalDate, List<Ended>> byDate =
        those.stream().collect(Collectors.groupingBy(one -> date(one.at())));
    return IntStream.range(0, DAYS)
        .mapToObj(first::plusDays)
        .map(date -> new Day(date, Outcomes.of(byDate.getOrDefault(date, List.of()))))
        .toList();
  }

  private static LocalDate date(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  public long total() {
    return outcomes.total();
  }

  /// The days that the figures cover, as far as something of them is stored.
  public String span() {
    String from = DATE.format(date(since));
    String to = DATE.format(days.getLast().date());
    return from.equals(to) ? to + " (UTC)" : from + " to " + to + " (UTC)";
  }
}
