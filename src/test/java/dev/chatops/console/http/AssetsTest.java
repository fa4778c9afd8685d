package dev.chatops.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

  private static final Path FOLDER = Path.of("src/main/resources/console/assets");

  /// In bytes, as they are sent; the page itself comes on top.
  private static final int BUDGET = 30_000;

  private final Assets assets = new Assets();

  @ParameterizedTest
  @ValueSource(strings = {"htmx.min.js", "hx-sse.min.js"})
  void scriptsOfOthersAreThoseThatAreNamed(String file) throws Exception {
    byte[] content = Files.readAllBytes(FOLDER.resolve(file));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));

    assertThat(FOLDER.resolve("VENDOR.md")).content().containsPattern("`" + file + "`.*" + hash);
  }

  @Test
  void theFirstPageIsLight() {
    int bytes =
        Stream.of(assets.style(), assets.theme(), assets.script())
            .mapToInt(path -> assets.at(path).orElseThrow().zipped().length())
            .sum();

    assertThat(bytes).isLessThan(BUDGET);
  }

  @Test
  void whatIsNotPackagedIsNotThere() {
    assertThat(assets.at("/console/assets/../templates/page.html")).isEmpty();
  }
}
