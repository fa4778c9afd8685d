package dev.chatops.command;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | main",
        "{containerStatuses: [{name: side, state: {running: {}}}]} | side",
        "{initContainerStatuses: [{name: init, state: {running: {}}}]} | init",
        "{initContainerStatuses: [{name: init, state: {terminated: {exitCode: 0}}}],"
            + " containerStatuses: [{name: main, state: {running: {}}}]} | main",
        "{containerStatuses: [{name: main, state: {running: {}}}, {name: side, restartCount: 3,"
            + " state: {waiting: {}}}]} | side",
        "{initContainerStatuses: [{name: init, state: {terminated: {exitCode: 2}}}],"
            + " containerStatuses: [{name: main, state: {waiting: {}}}]} | init",
        "{containerStatuses: [{name: main, state: {terminated: {exitCode: 0}}}]} | main",
      })
  void theContainerInTroubleTellsMost(String status, String container) {
    JsonNode pod =
        Given.json("{spec: {containers: [{name: main}, {name: side}]}, status: " + status + "}");

    assertThat(PodReader.container(pod, null)).isEqualTo(container);
    assertThat(PodReader.container(pod, "other")).isEqualTo("other");
  }

  @Test
  void theNewestLinesAreKeptWhereNotAllFit() {
    String line = "x".repeat(PodReader.BYTES / 10);
    var asked = new ArrayList<Integer>();

    PodReader.Tail log =
        PodReader.newest(
            new PodReader.Piece(100, PodReader.BYTES),
            lines -> {
              asked.add(lines);
              String all = (line + "\n").repeat(lines);
              return all.substring(0, Math.min(all.length(), PodReader.BYTES));
            });

    assertThat(asked).isEqualTo(List.of(100, 9));
    assertThat(log.text()).hasSize(9 * (line.length() + 1));
    assertThat(log.more()).isTrue();
  }

  @Test
  void oneLineThatDoesNotFitIsCut() {
    PodReader.Tail log =
        PodReader.newest(
            new PodReader.Piece(50, PodReader.BYTES), lines -> "x".repeat(PodReader.BYTES));

    assertThat(log.text()).hasSize(PodReader.BYTES);
  }

  /// Lines that get longer and longer mislead each guess, and it still ends.
  @Test
  void aGuessThatWasTooHighIsCorrectedUntilItFits() {
    String all = IntStream.range(0, 2_000).mapToObj(i -> "x".repeat(i) + "\n").collect(joining());
    List<String> each = all.lines().toList();

    PodReader.Tail log =
        PodReader.newest(
            new PodReader.Piece(50_000, PodReader.BYTES),
            lines -> {
              String end =
                  each.subList(Math.max(0, each.size() - lines), each.size()).stream()
                      .map(line -> line + "\n")
                      .collect(joining());
              return end.substring(0, Math.min(end.length(), PodReader.BYTES));
            });

    assertThat(all).endsWith(log.text());
    assertThat(log.text().length()).isBetween(PodReader.BYTES / 4, PodReader.BYTES - 1);
    assertThat(log.more()).isTrue();
  }

  @Test
  void aLogThatIsReadInFullHasNothingBeforeIt() {
    assertThat(PodReader.newest(new PodReader.Piece(3, PodReader.BYTES), lines -> "a\nb\n"))
        .isEqualTo(new PodReader.Tail("a\nb\n", false));
  }
}
