package dev.chatops.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TranscriptTest {

  @Test
  void aShortTextIsWhole() {
    assertThat(Transcript.of("one\ntwo\n", false)).isEqualTo(new Transcript("one\ntwo", false, 2));
  }

  @Test
  void coloursGoAndHiddenCharactersShow() {
    assertThat(Transcript.of("\u001B[31mred\u001B[0m a\u202Eb\r\nnext", false).text())
        .isEqualTo("red a<U+202E>b\nnext");
  }

  @Test
  void aLongTextKeepsItsEndFromTheBeginningOfALine() {
    String line = "line of twenty char";
    var transcript = Transcript.of((line + "\n").repeat(1000), false);

    assertThat(transcript.truncated()).isTrue();
    assertThat(transcript.text()).hasSizeLessThanOrEqualTo(Transcript.LONGEST).startsWith(line);
    assertThat(transcript.lines()).isEqualTo(199);
  }

  @Test
  void aLongLineKeepsItsEnd() {
    var transcript = Transcript.of("x".repeat(1_000_000) + "end", false);

    assertThat(transcript.text()).hasSize(Transcript.LONGEST).startsWith("…").endsWith("xend");
  }

  @Test
  void aCharacterIsNeverHalved() {
    var transcript = Transcript.of("a" + "😀".repeat(4000), false);

    assertThat(transcript.text().substring(1)).isEqualTo("😀".repeat(1999));
  }

  @Test
  void aSecretAtTheCutDoesNotSurviveInHalf() {
    String text = "password=" + "s".repeat(Transcript.LONGEST) + "\nend";

    assertThat(Transcript.of(text, false).text()).isEqualTo("password=[redacted]\nend");
  }

  @Test
  void whatIsNoTextIsNotShown() {
    assertThat(Transcript.of("\0\1\2\3", false).text()).isEqualTo("(not text: 4 characters)");
  }

  @Test
  void nothingIsEmpty() {
    assertThat(Transcript.of(" \n", false).isEmpty()).isTrue();
  }
}
