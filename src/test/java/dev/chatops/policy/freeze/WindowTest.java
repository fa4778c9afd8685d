package dev.chatops.policy.freeze;

import static dev.chatops.policy.freeze.Windows.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.policy.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # schedule    | for  | zone                | now                       | until                  | next
          # over midnight, to the second
          0 22 * * *    | 8h   | Europe/Berlin       | 2026-11-24T21:59:59+01:00 | -                      | 2026-11-24T22:00+01:00
          0 22 * * *    | 8h   | Europe/Berlin       | 2026-11-24T22:00:00+01:00 | 2026-11-25T06:00+01:00 | 2026-11-25T22:00+01:00
          0 22 * * *    | 8h   | Europe/Berlin       | 2026-11-25T05:59:59+01:00 | 2026-11-25T06:00+01:00 | 2026-11-25T22:00+01:00
          0 22 * * *    | 8h   | Europe/Berlin       | 2026-11-25T06:00:00+01:00 | -                      | 2026-11-25T22:00+01:00
          # over the weekend, over new year, over a leap day
          0 17 * * 5    | 63h  | Europe/Berlin       | 2026-11-28T12:00+01:00    | 2026-11-30T08:00+01:00 | 2026-12-04T17:00+01:00
          0 0 20 12 *   | 360h | UTC                 | 2027-01-01T00:00Z         | 2027-01-04T00:00Z      | 2027-12-20T00:00Z
          0 12 28 2 *   | 48h  | UTC                 | 2028-02-29T18:00Z         | 2028-03-01T12:00Z      | 2029-02-28T12:00Z
          0 0 29 2 *    | 24h  | America/New_York    | 2026-11-24T00:00-05:00    | -                      | 2028-02-29T00:00-05:00
          # elapsed time: an hour earlier or later by the clock where it changes in between
          0 17 * * 5    | 63h  | Europe/Berlin       | 2026-03-28T12:00+01:00    | 2026-03-30T09:00+02:00 | 2026-04-03T17:00+02:00
          0 17 * * 5    | 63h  | Europe/Berlin       | 2026-10-24T12:00+02:00    | 2026-10-26T07:00+01:00 | 2026-10-30T17:00+01:00
          0 0 * * *     | 2h   | America/Santiago    | 2026-09-06T02:30-03:00    | 2026-09-06T03:00-03:00 | 2026-09-07T00:00-03:00
          15 2 * * *    | 1h   | Australia/Lord_Howe | 2026-10-04T03:29+11:00    | 2026-10-04T03:30+11:00 | 2026-10-05T02:15+11:00
          30 1 * * *    | 1h   | America/New_York    | 2026-11-01T01:29-05:00    | 2026-11-01T01:30-05:00 | 2026-11-02T01:30-05:00
          # spells that touch or overlap are one
          0 0,8,16 * * 6 | 8h  | UTC                 | 2026-11-28T01:00Z         | 2026-11-29T00:00Z      | 2026-12-05T00:00Z
          0 22 * * 1-5  | 30h  | UTC                 | 2026-11-24T23:00Z         | 2026-11-29T04:00Z      | 2026-11-30T22:00Z
          # always
          0 * * * *     | 1h   | Europe/Berlin       | 2026-10-25T02:30+01:00    | -                      | -
          0 0 * * *     | 25h  | Europe/Berlin       | 2026-10-25T02:30+01:00    | -                      | -
          """)
  void holdsFromItsStartForItsDuration(
      String schedule,
      String duration,
      String zone,
      OffsetDateTime now,
      OffsetDateTime until,
      OffsetDateTime next) {
    Outlook outlook = window(schedule, duration, zone).at(now.toInstant());

    assertThat(outlook)
        .isEqualTo(new Outlook(until != null || next == null, instant(until), instant(next)));
  }

  private static Optional<Instant> instant(OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          schedule: '0 0 31 2 *'            | InvalidSchedule | spec.schedule: there is no such day in any year; mend day of month or month.
          schedule: '0 0 L * *'             | InvalidSchedule | spec.schedule: "L" is no day of month; write *, a number from 1 to 31, a range such as 1-3, or several with commas.
          duration: 745h                    | InvalidDuration | spec.duration: must be whole minutes from 1m to 744h (31 days), such as 63h, not "745h".
          duration: 90s                     | InvalidDuration | spec.duration: must be whole minutes from 1m to 744h (31 days), such as 63h, not "90s".
          duration: 0h                      | InvalidDuration | spec.duration: must be whole minutes from 1m to 744h (31 days), such as 63h, not "0h".
          duration: 3d                      | InvalidDuration | spec.duration: must be whole minutes from 1m to 744h (31 days), such as 63h, not "3d".
          timeZone: Europe/Berlim           | InvalidTimeZone | spec.timeZone: there is no time zone "Europe/Berlim"; did you mean Europe/Berlin?
          timeZone: UTC+2                   | InvalidTimeZone | spec.timeZone: there is no time zone "UTC+2"; write an IANA name, such as Europe/Berlin or UTC.
          timeZone: '+01:00'                | InvalidTimeZone | spec.timeZone: there is no time zone "+01:00"; write an IANA name, such as Europe/Berlin or UTC.
          commands: [deploy-web, '*-web']   | InvalidPattern  | spec.commands[1]: "*-web" can name no AllowedCommand; write a name, such as deploy-web, or its beginning and *, such as deploy-*.
          commands: [Deploy]                | InvalidPattern  | spec.commands[0]: "Deploy" can name no AllowedCommand; write a name, such as deploy-web, or its beginning and *, such as deploy-*.
          commands: [deploy-]               | InvalidPattern  | spec.commands[0]: "deploy-" can name no AllowedCommand; write a name, such as deploy-web, or its beginning and *, such as deploy-*.
          actions: [deploi]                 | UnknownAction   | spec.actions[0]: there is no action "deploi"; did you mean deploy?
          actions: [terminate]              | UnknownAction   | spec.actions[0]: there is no action "terminate"; known are deploy, scale, restart, rollback, pause, resume, job, trigger, show, create, patch, backup, restore.
          namespaceSelector: {matchLabels: {env!: prod}} | InvalidSelector | spec.namespaceSelector.matchLabels: "env!" can be no key of a label.
          namespaceSelector: {matchLabels: {env: p d}} | InvalidSelector | spec.namespaceSelector.matchLabels: "p d" can be no value of a label.
          namespaceSelector: {matchExpressions: [{key: env, operator: Is, values: [a]}]} | InvalidSelector | spec.namespaceSelector.matchExpressions[0].operator: must be In, NotIn, Exists or DoesNotExist.
          namespaceSelector: {matchExpressions: [{key: env, operator: In}]} | InvalidSelector | spec.namespaceSelector.matchExpressions[0].values: In and NotIn need at least one value.
          namespaceSelector: {matchExpressions: [{key: env, operator: Exists, values: [a]}]} | InvalidSelector | spec.namespaceSelector.matchExpressions[0].values: Exists and DoesNotExist take no values; remove them.
          namespaceSelector: {matchExpressions: [{operator: Exists}]} | InvalidSelector | spec.namespaceSelector.matchExpressions[0].key: "" can be no key of a label.
          """)
  void mistakeIsNamedWithItsPlaceAndWhatWouldBeRight(
      String mistake, String reason, String sentence) {
    Window window = window("window", withMistake(mistake));

    assertThat(window.problems()).extracting(Problem::reason).containsExactly(reason);
    assertThat(window.problems().getFirst().sentence()).isEqualTo(sentence);
  }

  @Test
  void everyMistakeIsNamed() {
    Window window =
        window(
            "window",
            "{schedule: x, duration: x, timeZone: x, commands: ['!', '?'], actions: [x]}");

    assertThat(window.problems())
        .extracting(Problem::place)
        .containsExactly(
            "spec.schedule",
            "spec.duration",
            "spec.timeZone",
            "spec.commands[0]",
            "spec.commands[1]",
            "spec.actions[0]");
  }

  /// The field with the mistake takes the place of the good one.
  static String withMistake(String mistake) {
    String field = mistake.substring(0, mistake.indexOf(':'));
    String good =
        switch (field) {
          case "schedule" -> "duration: 1h, timeZone: UTC";
          case "duration" -> "schedule: '0 17 * * 5', timeZone: UTC";
          case "timeZone" -> "schedule: '0 17 * * 5', duration: 1h";
          default -> "schedule: '0 17 * * 5', duration: 1h, timeZone: UTC";
        };
    return "{%s, %s}".formatted(good, mistake);
  }
}
