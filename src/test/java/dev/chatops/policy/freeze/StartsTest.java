package dev.chatops.policy.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartsTest {

  /// Local times with offsets; the day on which the clocks change is the one in the middle.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Clocks go from 02:00 to 03:00: what is skipped begins at 03:00, once.
          30 2 * * *     | Europe/Berlin       | 2026-03-28T00:00+01:00 | 2026-03-28T02:30+01:00 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00
          0 2 * * *      | Europe/Berlin       | 2026-03-28T00:00+01:00 | 2026-03-28T02:00+01:00 2026-03-29T03:00+02:00 2026-03-30T02:00+02:00
          15,45 2 * * *  | Europe/Berlin       | 2026-03-29T00:00+01:00 | 2026-03-29T03:00+02:00 2026-03-30T02:15+02:00
          0,30 2-3 * * * | Europe/Berlin       | 2026-03-29T00:00+01:00 | 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00 2026-03-30T02:00+02:00
          30 2 * * *     | America/New_York    | 2026-03-07T00:00-05:00 | 2026-03-07T02:30-05:00 2026-03-08T03:00-04:00 2026-03-09T02:30-04:00
          # Clocks go from 03:00 back to 02:00: what comes twice begins at the first.
          30 2 * * *     | Europe/Berlin       | 2026-10-24T00:00+02:00 | 2026-10-24T02:30+02:00 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00
          0 3 * * *      | Europe/Berlin       | 2026-10-25T00:00+02:00 | 2026-10-25T03:00+01:00 2026-10-26T03:00+01:00
          30 1 * * *     | America/New_York    | 2026-11-01T00:00-04:00 | 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00
          # South of the equator; in Chile midnight itself is skipped.
          0 0 * * *      | America/Santiago    | 2026-09-05T00:00-04:00 | 2026-09-05T00:00-04:00 2026-09-06T01:00-03:00 2026-09-07T00:00-03:00
          30 23 * * *    | America/Santiago    | 2026-04-04T00:00-03:00 | 2026-04-04T23:30-03:00 2026-04-05T23:30-04:00
          30 2 * * *     | Australia/Sydney    | 2026-10-03T00:00+10:00 | 2026-10-03T02:30+10:00 2026-10-04T03:00+11:00 2026-10-05T02:30+11:00
          30 2 * * *     | Australia/Sydney    | 2026-04-05T00:00+11:00 | 2026-04-05T02:30+11:00 2026-04-06T02:30+10:00
          # Half an hour: 02:00 to 02:30, and 02:00 back to 01:30.
          15 2 * * *     | Australia/Lord_Howe | 2026-10-03T00:00+10:30 | 2026-10-03T02:15+10:30 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00
          45 2 * * *     | Australia/Lord_Howe | 2026-10-04T00:00+10:30 | 2026-10-04T02:45+11:00 2026-10-05T02:45+11:00
          45 1 * * *     | Australia/Lord_Howe | 2026-04-05T00:00+11:00 | 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30
          15 1 * * *     | Australia/Lord_Howe | 2026-04-05T00:00+11:00 | 2026-04-05T01:15+11:00 2026-04-06T01:15+10:30
          # Samoa left out the 30th of December 2011.
          0 12 30 12 *   | Pacific/Apia        | 2011-12-29T00:00-10:00 | 2011-12-31T00:00+14:00 2012-12-30T12:00+14:00
          # What follows the clock does so: twice in a repeated hour, not at all in one that is skipped.
          30 * * * *     | Europe/Berlin       | 2026-10-25T01:00+02:00 | 2026-10-25T01:30+02:00 2026-10-25T02:30+02:00 2026-10-25T02:30+01:00 2026-10-25T03:30+01:00
          30 * * * *     | Europe/Berlin       | 2026-03-29T01:00+01:00 | 2026-03-29T01:30+01:00 2026-03-29T03:30+02:00
          */30 2 * * *   | Europe/Berlin       | 2026-10-25T00:00+02:00 | 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00 2026-10-25T02:00+01:00 2026-10-25T02:30+01:00 2026-10-26T02:00+01:00
          */30 2 * * *   | Europe/Berlin       | 2026-03-29T00:00+01:00 | 2026-03-30T02:00+02:00
          */15 * * * *   | Australia/Lord_Howe | 2026-04-05T01:40+11:00 | 2026-04-05T01:45+11:00 2026-04-05T01:30+10:30 2026-04-05T01:45+10:30 2026-04-05T02:00+10:30
          """)
  void beginsWhereTheClocksChangeAsCronDoes(
      String schedule, String zone, OffsetDateTime from, String expected) {
    List<Instant> wanted =
        List.of(expected.split(" ")).stream()
            .map(e -> OffsetDateTime.parse(e).toInstant())
            .toList();
    var starts = new Starts(Schedule.parse(schedule), ZoneId.of(zone).getRules());

    assertThat(forwards(starts, from.toInstant(), wanted.size())).isEqualTo(wanted);
    assertThat(backwards(starts, wanted.getLast(), wanted.size())).isEqualTo(wanted);
  }

  private static List<Instant> forwards(Starts starts, Instant from, int count) {
    var found = new ArrayList<Instant>();
    Instant at = from;
    for (int i = 0; i < count; i++) {
      Instant start = starts.atOrAfter(at).orElseThrow();
      found.add(start);
      at = start.plusNanos(1);
    }
    return found;
  }

  private static List<Instant> backwards(Starts starts, Instant from, int count) {
    var found = new ArrayList<Instant>();
    Instant at = from;
    for (int i = 0; i < count; i++) {
      Instant start = starts.atOrBefore(at).orElseThrow();
      found.addFirst(start);
      at = start.minusNanos(1);
    }
    return found;
  }
}
