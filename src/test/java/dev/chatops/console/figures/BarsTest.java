package dev.chatops.console.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BarsTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-27");

  private static Day day(long well, long failed, long stopped) {
    return new Day(
        TODAY,
        new Outcomes(Map.of(Result.WELL, well, Result.FAILED, failed, Result.STOPPED, stopped)));
  }

  /// Whatever the numbers are: parts stand on each other, from the ground, within the drawing, and
  /// what happened once beside ten thousand others is seen.
  @Property
  void partsStandOnEachOtherWithinTheDrawing(
      @ForAll @IntRange(max = 10_000) int well,
      @ForAll @IntRange(max = 10_000) int failed,
      @ForAll @IntRange(max = 3) int stopped,
      @ForAll @IntRange(max = 30_000) int besides) {
    for (int height : List.of(28, 120)) {
      Bars bars = Bars.of(List.of(day(well, failed, stopped), day(besides, 0, 0)), height);
      int ground = height;
      for (Bars.Part part : bars.bars().getFirst().parts()) {
        assertThat(part.y() + part.height()).isEqualTo(ground);
        assertThat(part.height()).isGreaterThanOrEqualTo(3);
        ground = part.y();
      }
      assertThat(ground).isBetween(0, height);
    }
  }

  @Example
  void theHighestBarFillsTheDrawingAndFailuresAreOnTop() {
    Bars bars = Bars.of(List.of(day(6, 2, 2), day(0, 0, 0), day(5, 0, 0)), 100);

    assertThat(bars.width()).isEqualTo(30);
    assertThat(bars.bars().getFirst().parts())
        .extracting(Bars.Part::tone, Bars.Part::y, Bars.Part::height)
        .containsExactly(tuple("ok", 40, 60), tuple("stopped", 20, 20), tuple("bad", 0, 20));
    assertThat(bars.bars().get(1).parts()).isEmpty();
    assertThat(bars.bars().getLast().parts())
        .extracting(Bars.Part::y, Bars.Part::height)
        .containsExactly(tuple(50, 50));
  }
}
