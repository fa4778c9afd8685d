package dev.chatops.action.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.ShowAction;
import dev.chatops.api.v1alpha1.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSelectionTest {

  @Test
  void withoutAWordItIsTheLastFiftyLines() {
    assertThat(LogSelection.of(show(null, null, null)))
        .isEqualTo(new LogSelection(50, null, null, false));
  }

  @Test
  void ofTheLinesThatHoldTheTextTheNewestAreKept() {
    var selection = LogSelection.of(show("2", "1h30m", "Error"));

    assertThat(selection.since()).isEqualTo(Duration.ofMinutes(90));
    assertThat(selection.of("error 1\nfine\nERROR 2\nan error 3\nfine"))
        .isEqualTo("ERROR 2\nan error 3");
    assertThat(selection.read()).isGreaterThan(1000);
  }

  @Test
  void aSecretIsNeitherFoundInPiecesNorGuessed() {
    String log =
        "password=hunter2\n-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----\nfine";

    assertThat(LogSelection.of(show(null, null, "hunter")).of(log)).isEmpty();
    assertThat(LogSelection.of(show(null, null, "MII")).of(log)).isEmpty();
    assertThat(LogSelection.of(show(null, null, "password")).of(log))
        .isEqualTo("password=[redacted]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 10m | 0 is no number of lines: give 1 to 500.",
        "501 | 10m | 501 is no number of lines: give 1 to 500.",
        "-3 | 10m | -3 is no number of lines: give 1 to 500.",
        "99999999999 | 10m | 99999999999 is no number of lines: give 1 to 500.",
        "5 | soon | soon is no span of time: write 10m or 1h30m.",
      })
  void whatSelectsNothingIsSaid(String lines, String since, String message) {
    assertThat(LogSelection.problem(show(lines, since, null))).contains(message);
  }

  private static ShowAction show(
      @Nullable String lines, @Nullable String since, @Nullable String contains) {
    return new ShowAction(
        new Target(null, "Deployment", "web"),
        ShowAction.View.LOGS,
        null,
        lines,
        since,
        contains,
        null,
        null);
  }
}
