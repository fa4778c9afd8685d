package dev.chatops.policy.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # schedule          | from                | at or after      | at or before
          0 17 * * 5          | 2026-11-24T12:00    | 2026-11-27T17:00 | 2026-11-20T17:00
          0 17 * * fri        | 2026-11-27T17:00    | 2026-11-27T17:00 | 2026-11-27T17:00
          0 17 * * FRI        | 2026-11-27T17:00:01 | 2026-12-04T17:00 | 2026-11-27T17:00
          0 0 * * 0           | 2026-11-24T00:00    | 2026-11-29T00:00 | 2026-11-22T00:00
          0 0 * * 7           | 2026-11-24T00:00    | 2026-11-29T00:00 | 2026-11-22T00:00
          0 0 * * 5-7         | 2026-11-23T00:00    | 2026-11-27T00:00 | 2026-11-22T00:00
          */20 8-9 * * *      | 2026-11-24T08:41    | 2026-11-24T09:00 | 2026-11-24T08:40
          5-59/25 * * * *     | 2026-11-24T08:31    | 2026-11-24T08:55 | 2026-11-24T08:30
          0 0 1 jan-mar *     | 2026-11-24T00:00    | 2027-01-01T00:00 | 2026-03-01T00:00
          0 0 20 12 *         | 2026-12-20T00:01    | 2027-12-20T00:00 | 2026-12-20T00:00
          59 23 31 12 *       | 2027-01-01T00:00    | 2027-12-31T23:59 | 2026-12-31T23:59
          # leap days, also across 2100, which has none
          0 0 29 2 *          | 2026-11-24T00:00    | 2028-02-29T00:00 | 2024-02-29T00:00
          0 0 29 2 *          | 2096-03-01T00:00    | 2104-02-29T00:00 | 2096-02-29T00:00
          0 0 29 2 */7        | 2076-03-01T00:00    | 2088-02-29T00:00 | 2060-02-29T00:00
          0 0 31 * *          | 2026-04-01T00:00    | 2026-05-31T00:00 | 2026-03-31T00:00
          # both days restricted: either; one begins with *: both
          0 0 13 * 5          | 2026-11-01T00:00    | 2026-11-06T00:00 | 2026-10-30T00:00
          0 0 13 * 5          | 2026-11-07T00:00    | 2026-11-13T00:00 | 2026-11-06T00:00
          0 0 1-31 * 5        | 2026-11-01T00:00    | 2026-11-01T00:00 | 2026-11-01T00:00
          0 0 */2 * 1         | 2026-11-01T00:00    | 2026-11-09T00:00 | 2026-10-19T00:00
          """)
  void followsTheCalendar(
      String schedule, LocalDateTime from, LocalDateTime after, LocalDateTime before) {
    Schedule parsed = Schedule.parse(schedule);

    assertThat(parsed.atOrAfter(from)).contains(after);
    assertThat(parsed.atOrBefore(from)).contains(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 17 * *          | must be five fields (minute, hour, day of month, month, day of week), not 4.
          0 0 17 * * 5      | must be five fields (minute, hour, day of month, month, day of week), not 6.
          @weekly           | must be five fields (minute, hour, day of month, month, day of week), not 1.
          60 17 * * 5       | the minute 60 is not between 0 and 59.
          0 24 * * 5        | the hour 24 is not between 0 and 23.
          0 0 0 * *         | the day of month 0 is not between 1 and 31.
          0 0 1 13 *        | the month 13 is not between 1 and 12.
          0 0 * * 8         | the day of week 8 is not between 0 and 7.
          0 22-2 * * *      | the range "22-2" goes downwards; write it as two, such as 22-23,0-2.
          0 0 * * fri-sun   | the range "fri-sun" goes downwards; write it as two, such as 5-7,0-0.
          5/15 0 * * *      | "5/15" needs a range before the step, such as 5-59/15.
          */0 0 * * *       | the step of "*/0" must be between 1 and 59.
          */90 0 * * *      | the step of "*/90" must be between 1 and 59.
          0 0 L * *         | "L" is no day of month; write *, a number from 1 to 31, a range such as 1-3, or several with commas.
          0 0 * * 5#2       | "5#2" is no day of week; write *, a number from 0 to 7, a range such as 0-2, or several with commas.
          0 0 ? * 5         | "?" is no day of month; write *, a number from 1 to 31, a range such as 1-3, or several with commas.
          0 0 1,,2 * *      | "" is no day of month; write *, a number from 1 to 31, a range such as 1-3, or several with commas.
          0 0 * foo *       | "foo" is no month; write *, a number from 1 to 12, a range such as 1-3, or several with commas.
          0 0 31 2 *        | there is no such day in any year; mend day of month or month.
          0 0 31 4,6,9,11 * | there is no such day in any year; mend day of month or month.
          """)
  void whatIsNoScheduleIsRefusedWithWhatWouldBeOne(String schedule, String message) {
    assertThatThrownBy(() -> Schedule.parse(schedule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
