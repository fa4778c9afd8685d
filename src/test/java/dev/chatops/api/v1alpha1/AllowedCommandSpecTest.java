package dev.chatops.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatops.api.v1alpha1.AllowedCommandSpec.Reply;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedCommandSpecTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "action: {show: {target: {name: web}, view: Logs}} | REQUESTER",
        "action: {show: {target: {name: web}, view: Logs}}; reply: Channel | CHANNEL",
        "action: {show: {target: {name: web}}} | CHANNEL",
        "action: {restart: {target: {name: web}}} | CHANNEL",
        "action: {restart: {target: {name: web}}}; reply: Requester | REQUESTER",
      })
  void logsAreForWhoeverAsked(String spec, Reply readers) {
    assertThat(
            Serialization.unmarshal(spec.replace("; ", "\n"), AllowedCommandSpec.class).readers())
        .isEqualTo(readers);
  }
}
