package dev.chatops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.action.Given;
import java.util.ArrayList;
import java.util.List;
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

    String log =
        PodReader.newest(
            100,
            lines -> {
              asked.add(lines);
              String all = (line + "\n").repeat(lines);
              return all.substring(0, Math.min(all.length(), PodReader.BYTES));
            });

    assertThat(asked).isEqualTo(List.of(100, 25, 6));
    assertThat(log).hasSize(6 * (line.length() + 1));
  }

  @Test
  void oneLineThatDoesNotFitIsCut() {
    String log = PodReader.newest(50, lines -> "x".repeat(PodReader.BYTES));

    assertThat(log).hasSize(PodReader.BYTES);
  }
}
