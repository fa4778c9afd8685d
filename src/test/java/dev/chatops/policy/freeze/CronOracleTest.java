package dev.chatops.policy.freeze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts against two Python programs, `crondst` and `croniter`, with Python's own zone data.
///
/// `crondst` follows Vixie's cron to the letter and is compared everywhere. `croniter` begins a
/// time of day again in a repeated hour, so it is compared where no change of the clocks is near.
/// The zones and years are those on which the zone data of Java and Python agree.
class CronOracleTest {
  private static final int SAMPLES = 2500;
  private static final Instant FIRST = Instant.parse("2015-01-01T00:00:30Z");
  private static final Duration SPAN = Duration.ofDays(11 * 365);
  private static final Duration NEAR = Duration.ofHours(25);

  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "Europe/Dublin",
          "America/New_York",
          "America/Santiago",
          "America/St_Johns",
          "Australia/Sydney",
          "Australia/Lord_Howe",
          "Asia/Kolkata",
          "UTC");

  /// With a month of 31 days each: crondst 1.0.3 takes `* 2 *` for a schedule without any day.
  private static final List<String> MONTHS =
      List.of("*", "*", "*", "1", "3-10", "mar,dec", "*/2", "1-12/5");

  /// @param now never a whole minute, so that no start is both before and after it
  private record Sample(String schedule, String zone, Instant now) {
    Starts starts() {
      return new Starts(Schedule.parse(schedule), rules());
    }

    ZoneRules rules() {
      return ZoneId.of(zone).getRules();
    }

    Instant last() {
      return starts().atOrBefore(now).orElseThrow();
    }

    Instant next() {
      return starts().atOrAfter(now).orElseThrow();
    }

    /// Whether the clocks change near here, or have just changed.
    boolean changesNear(Instant at) {
      ZoneRules rules = rules();
      var change = rules.nextTransition(at.minus(NEAR));
      return change != null && change.getInstant().isBefore(at.plus(NEAR));
    }

    String question() {
      return Stream.of(now, last().minusSeconds(30), last().plusSeconds(30))
          .map(instant -> String.valueOf(instant.getEpochSecond()))
          .reduce(schedule + "\t" + zone, (line, instant) -> line + "\t" + instant);
    }
  }

  /// @param next by crondst, from the sample's instant
  /// @param last by crondst, from right before the start before that
  /// @param afterLast by crondst, from right after the start before that
  private record Answers(
      Sample sample,
      Instant next,
      Instant last,
      Instant afterLast,
      Instant croniterNext,
      Instant croniterLast) {}

  @TempDir static Path folder;
  private static List<Answers> answers;

  @BeforeAll
  static void ask() throws IOException, InterruptedException {
    var random = new Random(42);
    List<Sample> samples = Stream.generate(() -> sample(random)).limit(SAMPLES).toList();
    Path questions = folder.resolve("questions");
    Path replies = folder.resolve("replies");
    Files.write(questions, samples.stream().map(Sample::question).toList());
    Process oracle =
        new ProcessBuilder("tools/oracle/oracle", "cron")
            .redirectInput(questions.toFile())
            .redirectOutput(replies.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    assertThat(oracle.waitFor()).as(() -> read(folder.resolve("errors"))).isZero();
    List<String> lines = Files.readAllLines(replies);
    assertThat(lines).hasSameSizeAs(samples);
    answers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<Instant> instants =
          Stream.of(lines.get(i).split("\t", -1))
              .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
              .toList();
      answers.add(
          new Answers(
              samples.get(i),
              instants.get(0),
              instants.get(1),
              instants.get(2),
              instants.get(3),
              instants.get(4)));
    }
  }

  @Test
  void crondstBeginsNextAtTheSameInstantEverywhere() {
    assertThat(answers.stream().filter(each -> !each.next().equals(each.sample().next())))
        .isEmpty();
  }

  /// It cannot be asked for the last start; but right before it that must be next, and right after
  /// it the next one of now.
  @Test
  void crondstBeganLastAtTheSameInstantEverywhere() {
    assertThat(
            answers.stream()
                .filter(each ->
                    !each.last().equals(each.sample().last())
                        || !each.afterLast().equals(each.sample().next())))
        .isEmpty();
  }

  @Test
  void croniterAgreesWhereNoClockChangesNear() {
    List<Answers> quiet =
        answers.stream()
            .filter(each ->
                Stream.of(each.sample().now(), each.sample().next(), each.sample().last())
                    .noneMatch(each.sample()::changesNear))
            .toList();

    assertThat(quiet).hasSizeGreaterThan(SAMPLES / 4);
    assertThat(
            quiet.stream()
                .filter(each ->
                    !each.croniterNext().equals(each.sample().next())
                        || !each.croniterLast().equals(each.sample().last())))
        .isEmpty();
  }

  /// Half of them within a day and a half of a change of the clocks, where there is one.
  private static Sample sample(Random random) {
    String zone = ZONES.get(random.nextInt(ZONES.size()));
    Instant any = FIRST.plusSeconds(60L * random.nextLong(SPAN.toMinutes()));
    var change = ZoneId.of(zone).getRules().nextTransition(any);
    Instant now =
        change == null || random.nextBoolean()
            ? any
            : change.getInstant().plusSeconds(30 + 60L * random.nextInt(-36 * 60, 36 * 60));
    String schedule =
        String.join(
            " ",
            field(random, 0, 59, 1),
            field(random, 0, 23, 3),
            field(random, 1, 28, 6),
            MONTHS.get(random.nextInt(MONTHS.size())),
            field(random, 0, 7, 5));
    return new Sample(schedule, zone, now);
  }

  /// Ranges of one value are left out: croniter 7.0.0 takes them for `*`.
  ///
  /// @param stars how many times `*` is as likely as anything else
  private static String field(Random random, int min, int max, int stars) {
    int low = random.nextInt(min, max);
    int high = random.nextInt(low + 1, max + 1);
    return switch (random.nextInt(5 + stars)) {
      case 0 -> "*/" + random.nextInt(1, Math.min(max, 30) + 1);
      case 1 -> low + "-" + high;
      case 2 -> low + "-" + high + "/" + random.nextInt(1, 6);
      case 3 -> low + "," + high;
      case 4 -> String.valueOf(high);
      default -> "*";
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
