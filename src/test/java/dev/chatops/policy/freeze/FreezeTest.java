package dev.chatops.policy.freeze;

import static dev.chatops.policy.freeze.Windows.DEPLOY_WEB;
import static dev.chatops.policy.freeze.Windows.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.FreezeWindowSpec;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeTest {
  private static final Window WEEKEND =
      window(
          "weekend",
          "{schedule: '0 17 * * 5', duration: 63h, timeZone: Europe/Berlin, message: nobody is here}");
  private static final Instant SATURDAY = at("2026-11-28T12:00+01:00");

  @Test
  void refusalNamesWindowTimesMessageAndOpening() {
    Verdict verdict = Freeze.of(List.of(WEEKEND)).verdict(DEPLOY_WEB, SATURDAY);

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Frozen(
                "weekend",
                "Frozen by FreezeWindow weekend (Friday 17:00 for 63 hours, Europe/Berlin):"
                    + " nobody is here. It opens on Mon 2026-11-30 08:00 CET.",
                Optional.of(at("2026-11-30T08:00+01:00"))));
  }

  @Test
  void nothingIsFrozenOutsideOfTheTimesNorOfTheScope() {
    Window restarts =
        window(
            "restarts", "{schedule: '* * * * *', duration: 1h, timeZone: UTC, actions: [restart]}");

    assertThat(Freeze.of(List.of()).verdict(DEPLOY_WEB, SATURDAY)).isEqualTo(new Verdict.Open());
    assertThat(
            Freeze.of(List.of(WEEKEND, restarts)).verdict(DEPLOY_WEB, at("2026-11-30T08:00+01:00")))
        .isEqualTo(new Verdict.Open());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 17 * * 5     | 63h    | Friday 17:00 for 63 hours, UTC
          0 22 * * 1-5   | 8h     | Monday to Friday 22:00 for 8 hours, UTC
          0 22 * * 0,6   | 8h     | Saturday, Sunday 22:00 for 8 hours, UTC
          0 22 * * 1,3,5 | 8h     | Monday, Wednesday, Friday 22:00 for 8 hours, UTC
          5 2 * * *      | 90m    | daily 02:05 for 90 minutes, UTC
          5 2 */1 * *    | 1h     | daily 02:05 for 1 hour, UTC
          0 0 20 12 *    | 360h   | 20 December 00:00 for 15 days, UTC
          0 0 1 * *      | 24h    | schedule 0 0 1 * * for 1 day, UTC
          0 0 1-31 * 5   | 1h     | schedule 0 0 1-31 * 5 for 1 hour, UTC
          0 9,17 * * *   | 1h1m   | schedule 0 9,17 * * * for 61 minutes, UTC
          """)
  void timesAreSaidInWordsWhereTheyAreSimple(String schedule, String duration, String words) {
    Window window = window(schedule, duration, "UTC");
    Instant start = window.at(SATURDAY).nextStart().orElseThrow();

    assertThat(Freeze.of(List.of(window)).verdict(DEPLOY_WEB, start))
        .extracting(verdict -> ((Verdict.Frozen) verdict).sentence())
        .asString()
        .startsWith("Frozen by FreezeWindow window (" + words + "). It opens on ");
  }

  /// The weekend ends on Monday at 08:00, maintenance goes on until 12:00, and the next one until
  /// Wednesday.
  @Test
  void opensWhenTheLastOfAChainOfWindowsEnds() {
    Window maintenance =
        window("maintenance", "{schedule: '0 6 * * 1', duration: 6h, timeZone: Europe/Berlin}");
    Window migration =
        window("migration", "{schedule: '0 11 * * 1', duration: 36h, timeZone: UTC}");
    Window elsewhere =
        window(
            "elsewhere",
            "{schedule: '0 0 * * 1', duration: 500h, timeZone: UTC, actions: [restart]}");

    Verdict verdict =
        Freeze.of(List.of(migration, elsewhere, maintenance, WEEKEND))
            .verdict(DEPLOY_WEB, SATURDAY);

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Frozen(
                "weekend",
                "Frozen by FreezeWindow weekend (Friday 17:00 for 63 hours, Europe/Berlin): nobody is"
                    + " here. It opens on Tue 2026-12-01 23:00 UTC, after FreezeWindow migration.",
                Optional.of(at("2026-12-01T23:00Z"))));
  }

  @Test
  void endlessChainIsSaidAsFarAsItWasLookedAt() {
    Window always =
        window(
            "always", "{schedule: '0 0 * * *', duration: 24h, timeZone: UTC, message: for good!}");

    assertThat(Freeze.of(List.of(always, WEEKEND)).verdict(DEPLOY_WEB, SATURDAY))
        .isEqualTo(
            new Verdict.Frozen(
                "weekend",
                "Frozen by FreezeWindow weekend (Friday 17:00 for 63 hours, Europe/Berlin): nobody is"
                    + " here. It does not open before Tue 2027-11-30 00:00 UTC, after FreezeWindow always.",
                Optional.empty()));
  }

  @Test
  void windowWhoseTimesCannotBeUnderstoodHoldsUntilItIsMended() {
    Window broken =
        window("broken", "{schedule: '0 17 * * 9', duration: 63h, timeZone: Europe/Berlin}");

    assertThat(Freeze.of(List.of(WEEKEND, broken)).verdict(DEPLOY_WEB, SATURDAY))
        .isEqualTo(
            new Verdict.Frozen(
                "broken",
                "Frozen by FreezeWindow broken, which must be mended: spec.schedule: the day of week 9"
                    + " is not between 0 and 7. It opens when that is mended.",
                Optional.empty()));
  }

  @Test
  void windowThatCannotBeUnderstoodAndFollowsIsNamedAsWell() {
    Window broken =
        window("broken", "{schedule: '0 17 * * 5', duration: 1h, timeZone: UTC, actions: [dig]}");

    assertThat(Freeze.of(List.of(broken)).verdict(DEPLOY_WEB, at("2026-11-27T17:30Z")))
        .isEqualTo(
            new Verdict.Frozen(
                "broken",
                "Frozen by FreezeWindow broken, which must be mended: spec.actions[0]: there is no"
                    + " action \"dig\"; known are deploy, scale, restart, rollback, pause, resume, job,"
                    + " trigger, show, create, patch, backup, restore."
                    + " It opens on Fri 2026-11-27 18:00 UTC.",
                Optional.of(at("2026-11-27T18:00Z"))));
    assertThat(Freeze.of(List.of(broken)).verdict(DEPLOY_WEB, SATURDAY))
        .isEqualTo(new Verdict.Open());
  }

  @Test
  void sentenceFitsAConditionWhateverTheWindowSays() {
    String longest = "x".repeat(253);
    var good =
        new FreezeWindowSpec(
            "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24 * * * *",
            "23h59m",
            "America/Argentina/ComodRivadavia",
            null,
            null,
            null,
            null,
            "\u200B".repeat(256));
    var broken =
        new FreezeWindowSpec(
            "x".repeat(128), "1h", "y".repeat(64), null, null, null, null, "z".repeat(256));

    for (var spec : List.of(good, broken)) {
      Window window = Window.compile(longest, spec);
      Window other = Window.compile("other" + longest, spec);
      assertThat(Freeze.of(List.of(window, other)).verdict(DEPLOY_WEB, SATURDAY))
          .isInstanceOfSatisfying(
              Verdict.Frozen.class,
              frozen -> assertThat(frozen.sentence()).hasSizeLessThanOrEqualTo(512).endsWith("."));
    }
  }

  private static Instant at(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }
}
