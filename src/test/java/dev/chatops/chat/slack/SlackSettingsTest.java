package dev.chatops.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.chat.slack.SlackSettings.Intake;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlackSettingsTest {

  static Stream<Intake> intakes() {
    return Stream.of(new Intake.Socket("xapp-secret"), new Intake.Http("secret"));
  }

  @ParameterizedTest
  @MethodSource("intakes")
  void secretsAreNotPrinted(Intake intake) {
    var settings =
        new SlackSettings(
            "acme", intake, "xoxb-secret", "https://slack.com/api/", "T0", null, null);

    assertThat(settings + " " + intake).doesNotContain("secret").contains("acme", "T0");
  }
}
