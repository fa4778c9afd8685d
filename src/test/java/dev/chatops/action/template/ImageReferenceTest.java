package dev.chatops.action.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

  private static final String SHA256 = "sha256:" + "0a".repeat(32);

  @ParameterizedTest
  @CsvSource(
      value = {
        "web, web, , ",
        "web:1.4.2, web, 1.4.2, ",
        "library/web:v1_2-rc.3, library/web, v1_2-rc.3, ",
        "ghcr.io/acme/web:1, ghcr.io/acme/web, 1, ",
        "localhost/web:1, localhost/web, 1, ",
        "localhost:5000/web, localhost:5000/web, , ",
        "registry:5000/web:1, registry:5000/web, 1, ",
        "[2001:db8::1]:5000/web:1, [2001:db8::1]:5000/web, 1, ",
        "GHCR.io/acme/web:1, GHCR.io/acme/web, 1, ",
        "a__b/c--d.e_f:1, a__b/c--d.e_f, 1, ",
      })
  void readsRepositoryAndTag(String text, String repository, String tag) {
    assertThat(ImageReference.parse(text)).contains(new ImageReference(repository, tag, null));
  }

  @Test
  void readsDigests() {
    String sha512 = "sha512:" + "0a".repeat(64);

    assertThat(ImageReference.parse("acme/web@" + SHA256))
        .contains(new ImageReference("acme/web", null, SHA256));
    assertThat(ImageReference.parse("acme/web:1@" + sha512))
        .contains(new ImageReference("acme/web", "1", sha512));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " web:1",
        "web:1 ",
        "web:1\n",
        "Web:1",
        "acme/Web:1",
        "Registry/web:1",
        "/web:1",
        "web/:1",
        "acme//web:1",
        "../web:1",
        "-web:1",
        "web-:1",
        "a...b:1",
        "web:",
        "web:.1",
        "web:-1",
        "web:1:2",
        "web:ä",
        "web:1@sha256:0a",
        "web@sha1:0a",
        "https://ghcr.io/web:1",
        "user@ghcr.io/web:1",
        "web:${tag}",
        "wеb:1", // a Cyrillic е
        "web:1\u200B",
      })
  void refusesWhatIsNoImage(String text) {
    assertThat(ImageReference.parse(text)).isEmpty();
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThat(ImageReference.parse("web:" + "1".repeat(128))).isPresent();
    assertThat(ImageReference.parse("web:" + "1".repeat(129))).isEmpty();
    assertThat(ImageReference.parse("a".repeat(255) + ":1")).isPresent();
    assertThat(ImageReference.parse("a".repeat(256) + ":1")).isEmpty();
    assertThat(ImageReference.parse("a".repeat(10_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"web, false", "web:latest, false", "web:1, true", "web:latest-1, true"})
  void onlyATagThatStaysPinsARelease(String text, boolean pinned) {
    assertThat(ImageReference.parse(text).orElseThrow().isPinned()).isEqualTo(pinned);
    assertThat(ImageReference.parse(text + "@" + SHA256).orElseThrow().isPinned()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "acme/web:1, acme/web:2, acme/web:1 → 2",
    "acme/web:1, acme/web, acme/web:1 → acme/web",
    "acme/web:1, other/web:2, acme/web:1 → other/web:2",
    "acme/web:1, acme/web2:1, acme/web:1 → acme/web2:1",
    "not an image, acme/web:2, not an image → acme/web:2",
    "'', acme/web:2, ' → acme/web:2'",
  })
  void aChangeDoesNotRepeatTheRepository(String from, String to, String shown) {
    assertThat(ImageReference.change(from, to)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a-", "a.", "a_", "a/", "A-", "a1-a", "localhost.", "0:"})
  void hostileRepetitionsAreAnsweredAtOnce(String part) {
    String text = part.repeat(1024 / part.length());

    Assertions.assertThatCode(() -> ImageReference.parse(text + "!")).doesNotThrowAnyException();
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> ImageReference.parse(text + "!"));
  }
}
