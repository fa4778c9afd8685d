package dev.chatops.console.calendar;

import dev.chatops.api.v1alpha1.FreezeWindow;
import dev.chatops.policy.Definition;
import dev.chatops.policy.freeze.Freeze;
import dev.chatops.policy.freeze.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What is frozen now, and what will be in the days to come.
///
/// @param now windows that hold
/// @param entries openings and closings ahead, in order
/// @param rows the same as a strip, by name
/// @param strip the days of the strip
/// @param answers for the commands of the namespace that was asked for
/// @param complete false where not every spell is listed
public record Calendar(
    List<Entry> now,
    List<Entry> entries,
    List<Row> rows,
    Strip strip,
    List<Answer> answers,
    boolean complete) {

  /// So many come after the one on which it is now.
  public static final int DAYS = 14;

  /// @param now where on it it is now
  /// @param days in UTC
  public record Strip(int width, int now, List<Mark> days) {}

  /// @param x where the day begins
  public record Mark(int x, int number, String weekday) {}

  /// @param windows that hold somewhere, all of them
  /// @param namespaces labels of those that somebody sees, by name
  /// @param definitions whose answers are wanted
  /// @param labels of the namespace that they belong to
  public static Calendar of(
      List<FreezeWindow> windows,
      Map<String, Map<String, String>> namespaces,
      List<Definition> definitions,
      Map<String, String> labels,
      Instant now) {
    var compiled = new ArrayList<Window>();
    var entries = new ArrayList<Entry>();
    var rows = new ArrayList<Row>();
    boolean complete = true;
    Strip strip = strip(now);
    Duration span =
        Duration.between(now, now.truncatedTo(ChronoUnit.DAYS)).plusDays(strip.days().size());
    for (FreezeWindow each : windows) {
      Window window = Window.compile(each.getMetadata().getName(), each.getSpec());
      Holding holding = Holding.of(each, window, namespaces);
      Spell.Found found = Spell.ahead(window, now, span);
      compiled.add(window);
      found.spells().forEach(spell -> entries.add(Entry.of(holding, spell)));
      rows.add(Row.of(holding, found.spells(), now, strip.days().size()));
      complete = complete && found.complete();
    }
    entries.sort(Entry.IN_ORDER);
    rows.sort(Comparator.comparing(row -> row.window().name()));
    Freeze freeze = Freeze.of(compiled);
    return new Calendar(
        entries.stream().filter(Entry::holdsNow).toList(),
        entries.stream().filter(entry -> !entry.holdsNow()).toList(),
        rows,
        strip,
        definitions.stream()
            .sorted(Comparator.comparing(Definition::name))
            .flatMap(each -> Answer.of(each, labels, freeze, now))
            .toList(),
        complete);
  }

  /// Those that hold for a namespace.
  public static List<FreezeWindow> holdingFor(
      List<FreezeWindow> windows, Map<String, String> labels) {
    return windows.stream().filter(each -> Holding.holdsFor(each.getSpec(), labels)).toList();
  }

  private static Strip strip(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Mark> days =
        IntStream.rangeClosed(0, DAYS)
            .mapToObj(each -> mark(today.plusDays(each), each * Row.DAY))
            .toList();
    return new Strip(days.size() * Row.DAY, Row.x(now, now), days);
  }

  private static Mark mark(LocalDate day, int x) {
    return new Mark(x, day.getDayOfMonth(), day.getDayOfWeek().name().substring(0, 1));
  }
}
