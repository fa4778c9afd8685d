package dev.chatops.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatops.api.v1alpha1.ChatCommand;
import dev.chatops.api.v1alpha1.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePagesTest {

  private final ChatCommand command = Sample.at(Reason.COMPLETED);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://chatops.example",
        "https://chatops.example/",
        " https://chatops.example// "
      })
  void aCommandHasItsPageBelowTheAddress(String address) {
    var pages = ConsolePages.at(address);

    assertThat(pages.start()).isEqualTo("https://chatops.example/console/");
    assertThat(pages.of(command))
        .isEqualTo(
            "https://chatops.example/console/c/%s/commands/%s"
                .formatted(command.getMetadata().getNamespace(), command.getMetadata().getName()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "chatops.example",
        "javascript:alert(1)",
        "https:///x",
        "https://x?a=b",
        "https://x#y",
        "ftp://x"
      })
  void whatIsNoAddressIsRefusedInWords(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsolePages.at(address))
        .withMessageContaining("write it as https://chatops.example.com");
  }

  @Test
  void aSummaryLinksToTheConsole() {
    assertThat(SummaryCard.of(List.of(command), ConsolePages.at("https://chatops.example")).link())
        .isNotNull();
    assertThat(SummaryCard.of(List.of(command), ConsolePages.NONE).link()).isNull();
    assertThat(ConsolePages.NONE.of(command)).isNull();
  }
}
