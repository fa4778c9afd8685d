package dev.chatops.console.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.mirror.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FiguresTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static Ended well(String command, int daysAgo, long seconds) {
    return new Ended("shop", command, at(daysAgo), Result.WELL, Duration.ofSeconds(seconds));
  }

  private static Ended other(String command, int daysAgo, Result result) {
    return new Ended("shop", command, at(daysAgo), result, null);
  }

  private static Instant at(int daysAgo) {
    return NOW.minus(Duration.ofDays(daysAgo));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonThatEndsARunIsCountedOnce(Reason reason) {
    boolean ran = reason.terminal() && reason != Reason.DRY_RUN && reason != Reason.EXPLAINED;

    assertThat(Ended.of(Sample.at(reason)).isPresent()).isEqualTo(ran);
  }

  @Test
  void anEndIsWhatItsReasonSays() {
    assertThat(Ended.of(Sample.at(Reason.COMPLETED)))
        .hasValueSatisfying(ended -> {
          assertThat(ended.result()).isEqualTo(Result.WELL);
          assertThat(ended.took()).isEqualTo(Duration.ofSeconds(63));
        });
    assertThat(Ended.of(Sample.at(Reason.OUTCOME_UNKNOWN)))
        .hasValueSatisfying(ended -> {
          assertThat(ended.result()).isEqualTo(Result.FAILED);
          assertThat(ended.took()).isNull();
        });
    assertThat(Ended.of(Sample.at(Reason.FROZEN)).orElseThrow().result()).isEqualTo(Result.STOPPED);
  }

  @Test
  void eachDayHasItsOwnAndNothingOlderCounts() {
    Figures figures =
        Figures.of(
            List.of(
                well("deploy", 0, 10),
                other("deploy", 0, Result.FAILED),
                well("deploy", 13, 10),
                well("deploy", 14, 10)),
            NOW);

    assertThat(figures.total()).isEqualTo(3);
    assertThat(figures.days()).hasSize(Figures.DAYS);
    assertThat(figures.days().getLast().words())
        .isEqualTo("Friday 27 November: 1 went well, 1 failed");
    assertThat(figures.days().get(1).words()).isEqualTo("Sunday 15 November: nothing");
    assertThat(figures.span()).isEqualTo("14 November to 27 November (UTC)");
  }

  @Test
  void theSpanBeginsWithWhatIsStillStored() {
    assertThat(Figures.of(List.of(well("deploy", 3, 1), well("deploy", 0, 1)), NOW).span())
        .isEqualTo("24 November to 27 November (UTC)");
    assertThat(Figures.of(List.of(), NOW).span()).isEqualTo("27 November (UTC)");
  }

  @Test
  void halfAndNinetyFiveOfAHundredAreTimesThatWereTaken() {
    List<Ended> hundred =
        IntStream.rangeClosed(1, 100).mapToObj(each -> well("deploy", 0, each)).toList();

    Figures figures = Figures.of(hundred, NOW);

    assertThat(figures.took())
        .isEqualTo(new Durations(Duration.ofSeconds(50), Duration.ofSeconds(95)));
    assertThat(Figures.of(List.of(well("deploy", 0, 7)), NOW).took())
        .isEqualTo(new Durations(Duration.ofSeconds(7), Duration.ofSeconds(7)));
    assertThat(Figures.of(List.of(other("deploy", 0, Result.FAILED)), NOW).took()).isNull();
  }

  @Test
  void commandsOfTwoNamespacesAreTwoAndTheMostAskedForComesFirst() {
    var stored = new ArrayList<Ended>();
    stored.add(well("scale", 1, 4));
    stored.add(well("deploy", 1, 61));
    stored.add(other("deploy", 2, Result.STOPPED));
    stored.add(new Ended("bank", "deploy", at(0), Result.FAILED, null));

    Figures figures = Figures.of(stored, NOW);

    assertThat(figures.lines())
        .extracting(line -> line.namespace() + "/" + line.command())
        .containsExactly("shop/deploy", "bank/deploy", "shop/scale");
    assertThat(figures.lines().getFirst().path())
        .isEqualTo("/console/c/shop/commands?command=deploy");
    assertThat(figures.lines().get(1).strip()).isNull();
    assertThat(figures.scale().ticks())
        .extracting(Scale.Tick::words)
        .containsExactly("1s", "10s", "1m", "10m");
  }

  @Test
  void manyCommandsAreCutAndCounted() {
    List<Ended> many =
        IntStream.range(0, 33).mapToObj(each -> well("command-" + each, 0, 1)).toList();

    assertThat(Figures.of(many, NOW).lines()).hasSize(30);
    assertThat(Figures.of(many, NOW).omitted()).isEqualTo(3);
  }
}
