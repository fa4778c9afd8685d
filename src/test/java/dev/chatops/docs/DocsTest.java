package dev.chatops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatops.api.v1alpha1.Engine;
import dev.chatops.api.v1alpha1.Reason;
import dev.chatops.engine.Preset;
import dev.chatops.engine.Procedure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DocsTest {

  private static final Path PAGES = Path.of("docs/spec/v1alpha1");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  /// A word of several, as reasons and kinds are called.
  private static final Pattern WORD = Pattern.compile("\"((?:[A-Z][a-z]+){2,})\"");

  private static final Set<String> KINDS =
      Set.of("CronJob", "DaemonSet", "PersistentVolumeClaim", "ReplicaSet", "StatefulSet");

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsExplainedUnderItsStateInTheWordsOfTheCode(Reason reason) throws IOException {
    String heading =
        switch (reason.state()) {
          case OPEN -> "Not ended";
          case DONE -> "Done";
          case REFUSED -> "Refused";
          case FAILED -> "Failed";
        };
    assertThat(Documents.chapter(PAGES.resolve("chatcommand.md"), heading))
        .contains("| `%s` | %s | %s |".formatted(reason.word(), reason.sentence(), reason.next()));
  }

  @ParameterizedTest
  @CsvSource({
    "chatcommands, chatcommand.md",
    "allowedcommands, allowedcommand.md",
    "chatchannels, chatchannel.md",
    "chatidentities, chatidentity.md",
    "chatworkspaces, chatworkspace.md",
    "commanddecisions, commanddecision.md",
    "commandoutputs, commandoutput.md",
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

  /// The reasons of `Ready` are words that stand where they are found.
  @Test
  void everyReasonOfADefinitionIsThatOfTheCode() throws IOException {
    Path page = PAGES.resolve("allowedcommand.md");
    Set<String> explained =
        matches(ROW, Documents.chapter(page, "Stalled") + Documents.chapter(page, "Reconciling"));

    assertThat(wordsOfDefinitions())
        .filteredOn(w -> !KINDS.contains(w))
        .hasSameElementsAs(explained);
  }

  private static Set<String> wordsOfDefinitions() throws IOException {
    var words = new TreeSet<String>();
    for (String folder : List.of("policy", "definition")) {
      try (var files = Files.list(Path.of("src/main/java/dev/chatops", folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          words.addAll(matches(WORD, Files.readString(file)));
        }
      }
    }
    return words;
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyEngineSaysHowItWasTriedAsItsPresetDoes(Engine engine) throws IOException {
    String backup = tried(Preset.of(engine).backup());
    String restore = tried(Preset.of(engine).restore());

    assertThat(Files.readAllLines(Path.of("docs/backups.md")))
        .filteredOn(line -> line.startsWith("| `%s` |".formatted(engine.word())))
        .first()
        .asString()
        .endsWith(
            backup.equals(restore)
                ? "| %s |".formatted(backup)
                : "| backup: %s; restore: %s |".formatted(backup, restore));
  }

  private static String tried(Procedure procedure) {
    return procedure.verified() == null ? "on its kinds" : "with " + procedure.verified();
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
