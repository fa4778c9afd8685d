package dev.chatops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatops.api.v1alpha1.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DocsTest {

  private static final Path PAGES = Path.of("docs/spec/v1alpha1");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsExplainedInTheWordsOfTheCode(Reason reason) throws IOException {
    assertThat(Files.readString(PAGES.resolve("chatcommand.md")))
        .contains("| `%s` | %s | %s |".formatted(reason.word(), reason.sentence(), reason.next()));
  }

  @ParameterizedTest
  @CsvSource({
    "chatcommands, chatcommand.md",
    "allowedcommands, allowedcommand.md",
    "chatidentities, chatidentity.md",
    "commanddecisions, commanddecision.md",
    "freezewindows, freezewindow.md"
  })
  void everyFieldHasAHeading(String plural, String page) throws IOException {
    var crd = new YAMLMapper().readTree(Path.of("crds", plural + ".chatops.dev.yaml").toFile());
    var schema = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties");
    List<String> lines = Files.readAllLines(PAGES.resolve(page));
    for (String part : List.of("spec", "status")) {
      schema
          .path(part)
          .path("properties")
          .fieldNames()
          .forEachRemaining(field -> assertThat(lines).contains("### " + field));
    }
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    var missing = new ArrayList<String>();
    for (Path page : Documents.pages()) {
      new NamedTests(Files.readString(page))
          .missing()
          .forEach(name -> missing.add(page + ": " + name));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyRowOfTheThreatModelNamesATest() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/security.md")).stream()
            .dropWhile(line -> !line.startsWith("| somebody holds |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(20);
    assertThat(rows).allSatisfy(row -> assertThat(new NamedTests(row).isEmpty()).isFalse());
  }

  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    var broken = new ArrayList<String>();
    for (Path page : Documents.pages()) {
      var links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        Path folder = page.getParent() == null ? Path.of("") : page.getParent();
        if (!Files.exists(folder.resolve(links.group(1)))) {
          broken.add(page + ": " + links.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }
}
