package dev.chatops.api.v1alpha1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandOutputSpecTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "one line", "grün 🙂\n\tsecond\n"})
  void whatIsPackedIsUnpackedAsItWas(String text) {
    CommandOutputSpec spec = CommandOutputSpec.of("uid", text, true);

    assertThat(spec.text()).contains(text);
    assertThat(spec.lines()).isEqualTo(text.lines().count());
    assertThat(spec.bytes()).isEqualTo(text.getBytes(UTF_8).length);
    assertThat(spec.truncated()).isTrue();
  }

  /// etcd takes 1.5 MiB, and the object is little more than its text.
  @Test
  void theWorstThatCanBePrintedFits() {
    var random = new Random(4711);
    var worst = new StringBuilder();
    while (worst.length() < CommandOutputSpec.LONGEST) {
      worst.append((char) (' ' + random.nextInt(95)));
    }

    CommandOutputSpec spec = CommandOutputSpec.of("uid", worst.toString(), false);

    assertThat(spec.gzip().length()).isBetween(1_000_000, 1_400_000);
    assertThat(spec.text().orElseThrow()).hasSize(CommandOutputSpec.LONGEST);
  }

  /// Not even by a text of which nothing can be saved: deflate then stores it as it is.
  @Test
  void theLimitOfTheKindHoldsForWhatDoesNotCompressAtAll() throws IOException {
    var stored = new ByteArrayOutputStream();
    try (var gzip =
        new GZIPOutputStream(stored) {
          {
            def.setLevel(Deflater.NO_COMPRESSION);
          }
        }) {
      gzip.write(new byte[CommandOutputSpec.LONGEST]);
    }

    assertThat(Base64.getEncoder().encode(stored.toByteArray())).hasSizeLessThan(1_400_000);
  }

  @Test
  void moreThanTheLimitIsNotPacked() {
    assertThatThrownBy(
            () -> CommandOutputSpec.of("uid", "ä".repeat(CommandOutputSpec.LONGEST), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no Base64 !", "bm90IGd6aXBwZWQ=", "H4sIAAAAAAAA/w=="})
  void whatIsNoPackedTextIsNone(String gzip) {
    assertThat(new CommandOutputSpec("uid", gzip, null, 1L, 1L).text()).isEmpty();
  }

  /// A few kilobytes that would become many megabytes.
  @Test
  void aBombIsNotUnpacked() throws IOException {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      byte[] nothing = " ".repeat(1024).getBytes(ISO_8859_1);
      for (int i = 0; i < 8 * 1024; i++) {
        gzip.write(nothing);
      }
    }

    String packed = Base64.getEncoder().encodeToString(bomb.toByteArray());
    assertThat(new CommandOutputSpec("uid", packed, null, 1L, 1L).text()).isEmpty();
  }
}
